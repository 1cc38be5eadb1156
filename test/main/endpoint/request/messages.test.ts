import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Reply, Sound, Turn } from '../../../../app/conversation.ts'
import { failWith, toFailure } from '../../../../app/errors.ts'
import { type MessagesSource, messagesFor, sizeOfHistory } from '../../../../main/endpoint/request/messages.ts'
import { KeptSound } from '../../../../main/endpoint/request/request-body.ts'
import { UNKNOWN_REPLY } from '../../../../main/library/recovery/unknown-reply.ts'

const account = 'a1b2c3'
const now = 1_790_000_000_000
const KEEP_SPEAKING = expect.stringContaining('Keep answering aloud')

function turn(position: number, change: Partial<Turn> = {}): Turn {
  return {
    id: randomUUID(),
    conversationId: 'c',
    position,
    createdAt: now,
    status: 'answered',
    draftReason: null,
    text: '',
    recording: null,
    attachmentName: null,
    microphone: '',
    missingMs: 0,
    talked: null,
    transcript: null,
    transcription: null,
    reply: null,
    failure: null,
    attempt: null,
    unanswered: 0,
    outbox: null,
    expired: null,
    purgeAt: null,
    ...change,
  }
}

const sound = (file: string, bytes = 1000): Sound => ({
  file,
  format: 'wav',
  bytes,
  durationMs: 1,
  checksum: '',
  peaks: [],
})
const spoken = (position: number, change: Partial<Turn> = {}) =>
  turn(position, { recording: sound(`${position}.wav`), ...change })
const reply = (words: string, change: Partial<Reply> = {}): Reply => ({
  ...UNKNOWN_REPLY,
  words,
  isComplete: true,
  account,
  ...change,
})
const living = (words: string, id: string) => reply(words, { audioId: id, audioExpiresAt: now + 61_000 })
const heard = (path: string, format: 'wav' | 'mp3' = 'wav') => ({
  type: 'input_audio',
  input_audio: { data: new KeptSound(path), format },
})

function build(asked: Turn, history: Turn[], change: Partial<MessagesSource> = {}) {
  const locate = ({ recording }: Turn) => recording && `/${recording.file}`
  const { size: _, ...messages } = messagesFor({
    turn: asked,
    history,
    instructions: '',
    account,
    upload: 'wav',
    turnsAsSound: 2,
    now,
    locate,
    ...change,
  })
  return messages
}

const UNHEARD = '[An earlier spoken question, not repeated.]'

test('how much is sent is the sound that goes along, the voices that go by their ids, and all letters', () => {
  const long = (position: number, durationMs: number) =>
    spoken(position, { recording: { ...sound(`${position}.wav`), durationMs } })
  const voice = { ...sound('reply.wav'), durationMs: 5000 }
  const history = [
    { ...long(1, 1000), reply: reply('One.') },
    { ...long(2, 2000), transcript: { words: 'Two?', alignment: [], isEdited: false, model: '', cost: null } },
    { ...long(3, 3000), reply: { ...living('Three.', 'audio_3'), sound: voice } },
  ]
  const source = {
    history,
    instructions: 'Brief.',
    account,
    turnsAsSound: 1,
    now,
    locate: () => '/a.wav',
    upload: 'wav' as const,
  }
  const { size } = messagesFor({ ...source, turn: long(4, 4000) })
  expect(size).toEqual({ heardMs: 12_000, heardCharacters: `Brief.${UNHEARD}One.Two?`.length })
  expect(sizeOfHistory(source).heardMs).toBe(8000)
  expect(sizeOfHistory({ ...source, history: [] })).toEqual({ heardMs: 0, heardCharacters: 6 })
})

test('a first typed question is one plain message', () => {
  expect(build(turn(1, { text: 'Hello' }), [])).toEqual({
    messages: [{ role: 'user', content: 'Hello' }],
    messagesWithoutIds: null,
  })
})

test('a recording goes as MP3 where that is wanted, and one that is MP3 as it is', () => {
  const [wav, mp3] = [spoken(1), spoken(1, { recording: { ...sound('a.mp3'), format: 'mp3' } })]
  const sent = [wav, mp3].map(asked => build(asked, [], { upload: 'mp3' }).messages)
  const part = (data: KeptSound) => [{ type: 'input_audio', input_audio: { data, format: 'mp3' } }]
  expect(sent).toEqual([
    [{ role: 'user', content: part(new KeptSound('/1.wav', 64)) }],
    [{ role: 'user', content: part(new KeptSound('/a.mp3')) }],
  ])
})

test('a spoken question with words has the words first, and instructions go before all', () => {
  const asked = spoken(1, { text: 'What is this?', recording: { ...sound('a.mp3'), format: 'mp3' } })
  expect(build(asked, [], { instructions: ' Be brief. ' }).messages).toEqual([
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: [{ type: 'text', text: 'What is this?' }, heard('/a.mp3', 'mp3')] },
  ])
})

describe('the voice of an earlier answer', () => {
  test('goes by its id while that lives, and its words are at hand in case it does not', () => {
    const { messages, messagesWithoutIds } = build(turn(2, { text: 'And?' }), [
      turn(1, { text: 'Hi', reply: living('Hello!', 'audio_1') }),
    ])
    expect(messages).toEqual([
      { role: 'user', content: 'Hi' },
      { role: 'assistant', audio: { id: 'audio_1' } },
      { role: 'user', content: 'And?' },
    ])
    expect(messagesWithoutIds).toEqual([
      { role: 'system', content: KEEP_SPEAKING },
      { role: 'user', content: 'Hi' },
      { role: 'assistant', content: 'Hello!' },
      { role: 'user', content: 'And?' },
    ])
  })

  for (const [why, change] of [
    ['is in its last minute', { audioExpiresAt: now + 60_000 }],
    ['belongs to another account', { account: 'd4e5f6' }],
    ['belongs to nobody knows whom', { account: '' }],
    ['has no known end', { audioExpiresAt: null }],
    ['was not spoken to its end', { isComplete: false }],
    ['has no name', { audioId: null }],
  ] as const) {
    test(`goes by its words when the id ${why}, and the model is told to keep speaking`, () => {
      const earlier = turn(1, { text: 'Hi', reply: { ...living('Hello!', 'audio_1'), ...change } })
      expect(build(turn(2, { text: 'And?' }), [earlier])).toEqual({
        messages: [
          { role: 'system', content: KEEP_SPEAKING },
          { role: 'user', content: 'Hi' },
          { role: 'assistant', content: 'Hello!' },
          { role: 'user', content: 'And?' },
        ],
        messagesWithoutIds: null,
      })
    })
  }

  test('is mentioned when its words are not known', () => {
    const { messages } = build(turn(2, { text: 'And?' }), [
      turn(1, { text: 'Hi', reply: reply('', { sound: sound('r') }) }),
    ])
    expect(messages[2]).toEqual({ role: 'assistant', content: '[A spoken answer.]' })
  })
})

describe('earlier spoken questions', () => {
  const history = [1, 2, 3].map(position => spoken(position, { reply: living(`${position}`, `audio_${position}`) }))
  const asSound = (turnsAsSound: number, turns: Turn[] = history) =>
    build(spoken(9), turns, { turnsAsSound })
      .messages.filter(message => message.role === 'user')
      .map(message => (typeof message.content === 'string' ? '-' : message.content.length))

  test('go as sound again, the last few of them', () => {
    expect(asSound(2)).toEqual(['-', 1, 1, 1])
    expect(asSound(0)).toEqual(['-', '-', '-', 1])
    expect(asSound(20)).toEqual([1, 1, 1, 1])
  })

  test('go as sound only as far as a request can carry', () => {
    const long = history.map(one => ({ ...one, recording: sound('long.wav', 11 * 1024 * 1024) }))
    expect(asSound(3, long)).toEqual(['-', '-', 1, 1])
  })

  test('go as the words they were put into when their sound does not, after what was typed with them', () => {
    const transcript = { words: 'And cats?', alignment: [], isEdited: false, model: 'whisper-1', cost: null }
    const history = [
      spoken(1, { transcript, reply: reply('1') }),
      spoken(2, { transcript, text: 'Listen to this.', reply: reply('2') }),
      spoken(3, { transcript: { ...transcript, words: '' }, reply: reply('3') }),
      spoken(4, { transcript, reply: reply('4') }),
    ]
    const { messages } = build(turn(5, { text: 'So?' }), history, { turnsAsSound: 1 })
    expect(messages.filter(({ role }) => role === 'user').map(({ content }) => content)).toEqual([
      'And cats?',
      [
        { type: 'text', text: 'Listen to this.' },
        { type: 'text', text: 'And cats?' },
      ],
      '[An earlier spoken question, not repeated.]',
      [heard('/4.wav')],
      'So?',
    ])
  })

  test('are mentioned when their file is gone, but the question itself must be there', () => {
    const { messages } = build(turn(2, { text: 'And?' }), [spoken(1, { reply: living('1', 'a') })], {
      locate: () => null,
    })
    expect(messages[0]).toEqual({ role: 'user', content: '[An earlier spoken question, not repeated.]' })
    expect(() => build(spoken(1), [], { locate: () => null })).toThrow('This recording is not in the library')
  })
})

describe('questions without an answer', () => {
  test('go along with the next one, in order, so that user and assistant alternate', () => {
    const { messages } = build(turn(4, { text: 'Third' }), [
      spoken(1, { status: 'joined' }),
      turn(2, { status: 'failed', text: 'Second', failure: toFailure(failWith('cut_off')) }),
      turn(3, { status: 'stopped', text: 'Half', reply: reply(' ') }),
    ])
    const text = (text: string) => ({ type: 'text', text })
    expect(messages).toEqual([
      { role: 'user', content: [heard('/1.wav'), text('Second'), text('Half'), text('Third')] },
    ])
  })

  test('that were joined go as sound, however few turns are to', () => {
    const { messages } = build(turn(2, { text: 'Next' }), [spoken(1, { status: 'joined' })], { turnsAsSound: 0 })
    expect(messages[0]?.content).toEqual([heard('/1.wav'), { type: 'text', text: 'Next' }])
  })

  test('are left out when they were kept, thrown away or could only fail again', () => {
    const failed = (code: 'audio_refused' | 'too_large') =>
      spoken(1, { status: 'failed', failure: { code, message: '' } })
    const history = [
      ...(['draft', 'trashed', 'recording'] as const).map(status => spoken(1, { status })),
      failed('audio_refused'),
      failed('too_large'),
    ]
    expect(build(turn(6, { text: 'Next' }), history).messages).toEqual([{ role: 'user', content: 'Next' }])
  })

  test('that got half an answer have it', () => {
    const earlier = turn(1, { status: 'failed', text: 'Hi', reply: reply('Hel', { isComplete: false }) })
    expect(build(turn(2, { text: 'And?' }), [earlier]).messages.slice(1)).toEqual([
      { role: 'user', content: 'Hi' },
      { role: 'assistant', content: 'Hel' },
      { role: 'user', content: 'And?' },
    ])
  })
})

test('turns after the one that is sent again are not its past', () => {
  const again = turn(1, { text: 'First', status: 'sending' })
  expect(build(again, [again, turn(2, { text: 'Later', reply: reply('x') })]).messages).toEqual([
    { role: 'user', content: 'First' },
  ])
})
