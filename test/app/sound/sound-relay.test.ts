import { beforeEach, describe, expect, test, vi } from 'vitest'
import { failWith, toFailure } from '../../../app/errors.ts'
import type { SoundLine } from '../../../app/sound/sound-line.ts'
import { SoundRelay } from '../../../app/sound/sound-relay.ts'
import type { Answer } from '../../../app/wire.ts'

const ok: Answer = { ok: true, value: {} }
const full: Answer = { ok: false, failure: toFailure(failWith('disk_full', { folder: 'the folder' })) }
const turnId = 'turn'

/** Main as the relay sees it: it answers when it is let, and announces what it is told to. */
class HeldMain {
  readonly asked: { name: string; input: unknown; answer: (answer: Answer) => void }[] = []
  announce: (name: string, payload: unknown) => void = () => undefined

  request(name: string, input: unknown): Promise<Answer> {
    return new Promise(answer => this.asked.push({ name, input, answer }))
  }

  listen(hear: (name: string, payload: unknown) => void): () => void {
    this.announce = hear
    return () => undefined
  }

  /** Answers what was asked and not answered yet, in order, until nothing more is asked. */
  async answerAll(answerOf: (name: string) => Answer = () => ok): Promise<void> {
    for (let asked = this.asked.shift(); asked; asked = this.asked.shift()) {
      this.answered.push([asked.name, asked.input])
      asked.answer(answerOf(asked.name))
      await new Promise(resolve => setTimeout(resolve))
    }
  }

  readonly answered: [name: string, input: unknown][] = []
}

let main: HeldMain
let relay: SoundRelay
let played: unknown[]
let heard: [name: string, payload: unknown][]
let capture: (message: unknown) => void
/** Has the bound on waiting pass. */
let runOut: () => void

function connect(line: SoundLine): void {
  relay.connect(line, {
    postMessage: message => played.push(message),
    listen: hear => {
      capture = hear
    },
  })
}

const batch = (value: number) => ({ turnId, pcm: new Uint8Array(960).fill(value) })
const end = (samples: number) => ({ turnId, end: { kind: 'send' }, missingMs: 0, samples })

beforeEach(() => {
  main = new HeldMain()
  relay = new SoundRelay(main, (_ms, call) => {
    runOut = call
  })
  played = []
  heard = []
  relay.listen((name, payload) => heard.push([name, payload]))
})

describe('a recording', () => {
  beforeEach(() => connect('capture'))

  test('ends in main only after its last samples, though the word of the end comes before them', async () => {
    capture(batch(1))
    void relay.request('startRecording', { turnId })
    await main.answerAll()
    const finished = relay.request('finishRecording', end(960))
    await main.answerAll()
    expect(main.answered.map(([name]) => name)).toEqual(['startRecording', 'appendRecording'])
    capture(batch(2))
    await main.answerAll()
    expect(await finished).toEqual(ok)
    expect(main.answered.slice(2)).toEqual([
      ['appendRecording', { turnId, sequence: 1, pcm: batch(2).pcm }],
      ['finishRecording', end(960)],
    ])
  })

  test('of which samples never come is a draft after a while', async () => {
    void relay.request('startRecording', { turnId })
    await main.answerAll()
    capture(batch(1))
    void relay.request('finishRecording', end(481))
    await main.answerAll()
    runOut()
    await new Promise(resolve => setTimeout(resolve))
    await main.answerAll()
    expect(main.answered.at(-1)).toEqual(['finishRecording', { ...end(481), end: { kind: 'draft', reason: 'disk' } }])
  })

  test('is written to its last sample, however long the disk takes', async () => {
    void relay.request('startRecording', { turnId })
    await main.answerAll()
    for (let value = 0; value < 12; value++) capture(batch(value))
    void relay.request('finishRecording', end(12 * 480))
    runOut()
    await new Promise(resolve => setTimeout(resolve))
    expect(new Set(main.asked.map(({ name }) => name))).toEqual(new Set(['appendRecording']))
    await main.answerAll()
    expect(main.answered.at(-1)).toEqual(['finishRecording', end(12 * 480)])
  })

  test('goes on while samples come of others that never begin', async () => {
    void relay.request('startRecording', { turnId })
    await main.answerAll()
    for (let i = 0; i < 20; i++) capture({ turnId: `unknown ${i}`, pcm: new Uint8Array(2) })
    capture(batch(1))
    await main.answerAll()
    expect(main.answered.at(-1)).toEqual(['appendRecording', { turnId, sequence: 0, pcm: batch(1).pcm }])
  })

  test('whose line is closed is a draft, of all that had come', async () => {
    const close = relay.connect('capture', {
      postMessage: () => undefined,
      listen: hear => {
        capture = hear
      },
    })
    void relay.request('startRecording', { turnId })
    await main.answerAll()
    capture(batch(1))
    close()
    void relay.request('finishRecording', end(960))
    await main.answerAll()
    runOut()
    await new Promise(resolve => setTimeout(resolve))
    await main.answerAll()
    expect(main.answered.slice(1)).toEqual([
      ['appendRecording', { turnId, sequence: 0, pcm: batch(1).pcm }],
      ['finishRecording', { ...end(960), end: { kind: 'draft', reason: 'disk' } }],
    ])
  })

  test('of which main takes no more is told of once, and is a draft', async () => {
    void relay.request('startRecording', { turnId })
    await main.answerAll()
    for (let value = 0; value < 12; value++) capture(batch(value))
    await main.answerAll(name => (name === 'appendRecording' ? full : ok))
    void relay.request('finishRecording', end(12 * 480))
    await new Promise(resolve => setTimeout(resolve))
    await main.answerAll()
    expect(heard).toEqual([['recordingBroken', { turnId, failure: full.ok ? null : full.failure }]])
    expect(main.answered.filter(([name]) => name === 'appendRecording')).toHaveLength(8)
    expect(main.answered.at(-1)?.[1]).toMatchObject({ end: { kind: 'draft', reason: 'disk' } })
  })

  test('that cannot begin leaves nothing behind', async () => {
    capture(batch(1))
    const begun = relay.request('startRecording', { turnId })
    await main.answerAll(() => full)
    expect(await begun).toEqual(full)
    void relay.request('startRecording', { turnId })
    await main.answerAll()
    expect(main.answered.map(([name]) => name)).toEqual(['startRecording', 'startRecording'])
  })

  test('what is no batch is nothing, and what is no recording is for main to refuse', async () => {
    for (const message of [null, 'batch', {}, { turnId: 1, pcm: new Uint8Array(2) }, { turnId, pcm: [1] }]) {
      capture(message)
    }
    for (const input of [null, 'x', {}, { turnId: 7 }]) void relay.request('finishRecording', input)
    await main.answerAll()
    expect(main.answered.map(([, input]) => input)).toEqual([null, 'x', {}, { turnId: 7 }])
  })
})

describe('a reply', () => {
  const sound = (offset: number, value: number) => ({
    turnId,
    offset,
    pcm: new Uint8Array(1024).fill(value),
    startMs: 0,
  })

  test('goes to the audio thread, end and all; the window hears how loud it is, before the end', () => {
    // How often it is told hangs on the clock, which stands still here.
    vi.spyOn(Date, 'now').mockReturnValue(1_000_000)
    connect('playback')
    for (const [i, offset] of [0, 1024, 2048].entries()) main.announce('replySoundAdded', sound(offset, i + 1))
    main.announce('replyEnded', { turnId })
    expect(played).toEqual([
      ...[0, 1024, 2048].map((offset, i) => ({ kind: 'push', ...sound(offset, i + 1) })),
      { kind: 'end', turnId, bytes: 3072 },
    ])
    expect(heard.at(-1)).toEqual(['replyEnded', { turnId }])
    const grew = heard.slice(0, -1)
    expect(grew.map(([name]) => name)).toEqual(grew.map(() => 'replySoundGrew'))
    const loudest = grew.flatMap(([, payload]) => (payload as { loudest: number[] }).loudest)
    expect(loudest).toEqual([0x0101, 0x0101, 0x0202, 0x0202, 0x0303, 0x0303])
    expect(grew).toHaveLength(2)
  })

  test('of a main that is gone ends with what has come', () => {
    connect('playback')
    main.announce('replySoundAdded', sound(0, 1))
    relay.endReplies()
    relay.endReplies()
    expect(played.slice(1)).toEqual([{ kind: 'end', turnId, bytes: 1024 }])
  })

  test('passes by a window without a line as it is', () => {
    main.announce('replySoundAdded', sound(0, 1))
    expect([heard, played]).toEqual([[['replySoundAdded', sound(0, 1)]], []])
  })

  test('without sound has its end told to the window alone', () => {
    connect('playback')
    main.announce('replyEnded', { turnId })
    expect([heard, played]).toEqual([[['replyEnded', { turnId }]], []])
  })
})

test('everything else passes', async () => {
  connect('capture')
  connect('playback')
  main.announce('turnDeleted', { turnId })
  const answer = relay.request('getStatus', {})
  await main.answerAll(() => full)
  expect([await answer, heard]).toEqual([full, [['turnDeleted', { turnId }]]])
})
