import { expect, test } from 'vitest'
import type { Sound } from '../../../app/conversation.ts'
import { type MarkdownTurn, toMarkdown } from '../../../app/library/conversation-markdown.ts'

const at = (day: number, hour: number, minute: number) => new Date(2026, 10, day, hour, minute).getTime()

function sound(file: string, durationMs: number): Sound {
  return {
    file: `conversations/2026-11-23-0a1b2c3d/${file}`,
    format: 'wav',
    bytes: 44,
    durationMs,
    checksum: '',
    peaks: [],
  }
}

const typed: MarkdownTurn = {
  ...{ createdAt: at(23, 15, 4), status: 'answered', draftReason: null, text: 'What is a *dog*?', recording: null },
  ...{ attachmentName: null, microphone: '', missingMs: 0, transcript: null, failure: null },
  reply: {
    ...{ words: 'An animal.\nA good one.', sound: sound('0001-reply.wav', 3200), isComplete: true },
    ...{ model: 'gpt_audio', voice: 'marin' },
  },
}
const spoken: MarkdownTurn = {
  ...{ ...typed, createdAt: at(24, 9, 30), text: '', recording: sound('0002-you.wav', 7400), reply: null },
  ...{ microphone: 'Desk Microphone' },
}

/** The blocks of a conversation with one turn, behind its title and day. */
function blocksOf(turn: MarkdownTurn): string[] {
  return toMarkdown({ title: 'Dogs', isNamed: true }, [turn], { locale: 'en-GB' }).trimEnd().split('\n\n').slice(2)
}

test('a conversation is a title, days, and who said what when, with links to the sound', () => {
  const turns = [typed, { ...spoken, transcript: { words: 'And a cat?' } }]
  expect(
    toMarkdown({ title: 'What is a *dog*?', isNamed: true }, turns, { locale: 'en-GB' }),
  ).toBe(`# What is a \\*dog\\*?

## 23 November 2026

### 15:04 You

What is a \\*dog\\*?

### Reply, gpt_audio · marin

An animal.  
A good one.

[Voice reply 0:03](0001-reply.wav)

## 24 November 2026

### 09:30 You

And a cat?

[Voice message 0:07](0002-you.wav)
`)
})

test('a conversation without turns is its title on one line', () => {
  expect(toMarkdown({ title: 'Dogs\n# and cats', isNamed: true }, [])).toBe('# Dogs \\# and cats\n')
})

test('sound may stand elsewhere, in another format', () => {
  const pathOf = ({ file }: Sound) => file.replace(/.*\//, 'sound files/').replace('.wav', '.mp3')
  const markdown = toMarkdown({ title: 'Dogs', isNamed: true }, [spoken], { pathOf })
  expect(markdown).toContain('[Voice message 0:07](sound%20files/0002-you.mp3)')
})

test.each([
  ['an attached file by its name', { attachmentName: 'my_dog_.wav' }, ['[Attached: my_dog\\_.wav](0002-you.wav)']],
  [
    'a draft with its reason',
    { status: 'draft', draftReason: 'silent' },
    ['[Voice message 0:07](0002-you.wav)', '> Draft. No sound from Desk Microphone'],
  ],
  ['a draft without a reason', { status: 'draft', recording: null }, ['> Draft, not sent yet.']],
  [
    'a failure in its words',
    { status: 'failed', recording: null, failure: { code: 'internal', message: 'It failed\n*badly*.' } },
    ['> It failed  \n> \\*badly\\*.'],
  ],
  ['a stopped question', { status: 'stopped', recording: null }, ['> Stopped before a reply came.']],
  [
    'a sound file that nobody asked',
    { status: 'stopped', draftReason: 'imported', recording: null },
    ['> Imported, not asked yet.'],
  ],
  ['a joined question', { status: 'joined', recording: null }, ['> Sent along with the next question.']],
  ['missing sound', { recording: null, missingMs: 1200 }, ['> Microphone dropped out, 1.2 s missing']],
] satisfies [string, Partial<MarkdownTurn>, string[]][])('it tells %s', (_, turn, blocks) => {
  expect(blocksOf({ ...spoken, ...turn })).toEqual(['### 09:30 You', ...blocks])
})

test('it tells a reply that is incomplete, in words alone, by an unknown model', () => {
  const reply = { words: 'An', sound: null, isComplete: false, model: '', voice: '' }
  expect(blocksOf({ ...typed, reply }).slice(2)).toEqual(['### Reply', 'An', '> incomplete'])
})
