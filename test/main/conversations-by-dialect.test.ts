import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Announce } from '../../app/contract.ts'
import type { Turn } from '../../app/conversation.ts'
import { pcmToSamples, samplesToPcm } from '../../app/pcm.ts'
import { defaultSettings } from '../../app/settings.ts'
import { WAV_HEADER_BYTES } from '../../app/wav.ts'
import type { Endpoint } from '../../main/endpoint/endpoint.ts'
import type { Library } from '../../main/library/library.ts'
import { openLibrary } from '../../main/library/open-library.ts'
import { Learned } from '../../main/profiles/learned.ts'
import { Turns } from '../../main/turns.ts'
import { endpointAt } from '../helpers/asking.ts'
import { mp3Of } from '../helpers/encoded-reply.ts'
import { type DialectName, dialects } from '../helpers/endpoint-dialects.ts'
import { type EndpointServer, startEndpointServer } from '../helpers/endpoint-server.ts'
import { codedSamples, type KnownReply, knownReply } from '../helpers/known-reply.ts'
import { filesHolding, holds, newOddKey } from '../helpers/secret-search.ts'
import { correlate } from '../helpers/sound.ts'
import { spendingBeside } from '../helpers/spending.ts'

/*
 * Every dialect, asked aloud, in writing, with an attached file and in a conversation that goes on, as a stream and as a whole; through
 * real HTTP, turns and a library. Each ends in the right words and the right samples, and keeps the recording. The key is in nothing that
 * comes of it.
 */

/** What a dialect's reply sounds like: the samples to the last one, like them, tones of an encoder's own, or nothing. */
type Sounds = 'exact' | 'alike' | 'tones' | 'none'

const sounds: Partial<Record<DialectName, Sounds>> = {
  'mp3-in-one-event': 'alike',
  'mp3-in-pieces': 'alike',
  'opus-in-pieces': 'tones',
  'sound-lost': 'none',
  'no-sound': 'none',
  'no-sound-litellm': 'none',
  'no-sound-openrouter': 'none',
  'text-only': 'none',
  'text-only-json': 'none',
  refusal: 'none',
}
/** They say no words with their sound. */
const wordless: readonly DialectName[] = ['mp3-in-one-event', 'mp3-in-pieces', 'flac-in-pieces', 'opus-in-pieces']
/** Sound of which nothing can be decoded is kept as it came: see `turns.test.ts`. */
const left: readonly DialectName[] = ['mp3-without-sound', 'aac-in-one-event']
/** They refuse what does not stream. */
const onlyStreams: readonly DialectName[] = ['dashscope']
/** They are cut off by their own account, and are kept like that. */
const incomplete: readonly DialectName[] = ['stopped-by-length']

const names = (Object.keys(dialects) as DialectName[]).filter(name => !left.includes(name))
const asking = ['voice', 'text', 'attachment', 'multi-turn'] as const
const table = new Map<string, string[]>()
const key = newOddKey()
/** All that was announced, but for sound. */
const announced: string[] = []

/** Half a second, which dialects cut as they cut more. */
const reply: KnownReply = { words: knownReply.words, samples: codedSamples(12_000) }

let folder: string
let library: Library
let server: EndpointServer
let turns: Turns
let endpoint: Endpoint
const waiting = new Map<string, () => void>()
let attached: Buffer

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-dialects-'))
  library = openLibrary(folder)
  server = await startEndpointServer({ reply })
  attached = await mp3Of({ words: '', samples: codedSamples(9600) })
  const announce: Announce = (name, payload) => {
    announced.push(JSON.stringify(payload, (_name, value) => (value instanceof Uint8Array ? '' : value)))
    if (name === 'replyEnded' && 'turnId' in payload) waiting.get(payload.turnId)?.()
  }
  const beside = { learned: new Learned(folder), ...spendingBeside(library) }
  turns = new Turns({ library, announce, endpoint: () => endpoint, settings: () => defaultSettings, ...beside })
})

beforeEach(() => server.reset())

afterAll(async () => {
  await turns.close()
  await server.close()
  library.close()
  await rm(folder, { recursive: true, force: true })
  const rows = [...table].map(([name, cells]) => `${name.padEnd(30)} ${cells.join(' · ')}`)
  console.warn(['Every dialect, by what was asked, as a stream and as a whole:', ...rows].join('\n'))
})

function turnOf(how: (typeof asking)[number], conversationId: string = randomUUID()): Turn {
  const id = randomUUID()
  const isTyped = how === 'text'
  library.createTurn({
    ...{ id, conversationId, text: isTyped ? 'Is it a good dog?' : '', microphone: how === 'voice' ? 'Test' : '' },
    ...{ status: isTyped ? 'sending' : 'recording', attachmentName: how === 'attachment' ? 'dog.mp3' : null },
  })
  if (how === 'attachment') library.importSound(id, { format: 'mp3', durationMs: 400, peaks: [], bytes: attached })
  else if (!isTyped) {
    const file = library.createSoundFile(id, 'recording')
    file.append(samplesToPcm(codedSamples(2400)))
    file.finish()
  }
  return library.turn(id)
}

async function answered({ id }: Turn): Promise<Turn> {
  const ended = new Promise<void>(resolve => waiting.set(id, resolve))
  turns.send(id)
  await ended
  return library.turn(id)
}

const bytesOf = ({ recording }: Turn) => (recording ? readFile(library.pathOf(recording)) : null)

/** Whether a turn came to all that its dialect says. */
async function expectReply(turn: Turn, name: DialectName): Promise<void> {
  expect(turn).toMatchObject({ status: 'answered', failure: null, reply: { isComplete: !incomplete.includes(name) } })
  expect(turn.reply?.words).toBe(wordless.includes(name) ? '' : reply.words)
  const sound = turn.reply?.sound ?? null
  const kept = sound && pcmToSamples((await readFile(library.pathOf(sound))).subarray(WAV_HEADER_BYTES))
  const expected = sounds[name] ?? 'exact'
  if (expected === 'none') expect(kept).toBeNull()
  if (expected === 'exact') expect(kept).toEqual(reply.samples)
  if (expected === 'tones') expect(kept?.length).toBe(24_000)
  if (expected === 'alike') {
    const { likeness } = correlate(reply.samples, kept ?? new Int16Array())
    expect(likeness).toBeGreaterThan(0.9)
  }
}

for (const streaming of ['on', 'off'] as const) {
  describe(streaming === 'on' ? 'as a stream' : 'as a whole', () => {
    for (const name of names) {
      const profile = {
        streaming: onlyStreams.includes(name) || name === 'no-streaming' ? 'automatic' : streaming,
      } as const
      test.for(asking)(`${name}, %s`, async how => {
        server.answerAlways(name)
        endpoint = endpointAt(server.baseUrl, { ...profile, key, model: `${name} ${streaming} ${how}` })
        const turn = turnOf(how)
        const before = await bytesOf(turn)
        const first = await answered(turn)
        await expectReply(first, name)
        expect(await bytesOf(first)).toEqual(before)
        if (how === 'multi-turn') {
          const second = await answered(turnOf('text', first.conversationId))
          await expectReply(second, name)
          const roles = server.requests.at(-1)?.json.messages.map(({ role }) => role)
          expect(roles?.slice(-3)).toEqual(['user', 'assistant', 'user'])
        }
        table.set(name, [...(table.get(name) ?? []), streaming === 'on' ? how : `whole ${how}`])
      })
    }
  })
}

test('the key went to the server with every question, and is in no file and nothing that was announced', async () => {
  server.answerAlways('openai')
  endpoint = endpointAt(server.baseUrl, { key })
  await answered(turnOf('text'))
  expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([`Bearer ${key}`])
  expect(holds(Buffer.from(announced.join('\n')), key)).toBe(false)
  expect(await filesHolding(folder, key)).toEqual([])
})
