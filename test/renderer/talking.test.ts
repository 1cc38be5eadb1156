import { expect, test, vi } from 'vitest'
import { failWith } from '../../app/errors.ts'
import type { Talked } from '../../app/turns/turn-times.ts'
import { Talking, type TalkingPorts } from '../../renderer/talking.ts'
import { PATIENCE } from '../helpers/patience.ts'

/** Talking over a window in which nothing ever comes of anything, but for the ports that are given. */
function idleWindow(ports: Partial<TalkingPorts> = {}) {
  const never = () => new Promise<never>(() => undefined)
  const nothing = () => undefined
  return new Talking({
    main: { expectQuestion: never, startRecording: never, finishRecording: never, stopReply: never, joinTurn: never },
    recorder: { open: never, keep: nothing, close: never, forget: nothing },
    silence: () => null,
    options: () => ({ mode: 'hold', tailMs: 2000, longestMs: 300_000 }),
    microphone: () => ({ device: null, noiseSuppression: false }),
    conversationId: () => crypto.randomUUID(),
    isInConversation: () => true,
    onState: nothing,
    onHint: nothing,
    onMissing: nothing,
    onFinished: nothing,
    onFailure: nothing,
    ...ports,
  })
}

const press = { name: 'pressed', turnId: 'turn', source: 'key', isRepeat: false, isModifierOnly: false } as const
const release = { name: 'released', source: 'key' } as const

test('a hold that a busy page notices only when it is over is a hold', async () => {
  // The clock begins with the process, which may be younger than the hold.
  await vi.waitUntil(() => performance.now() > 300)
  const talking = idleWindow()
  const now = performance.now()
  talking.tell(press, now - 200)
  talking.tell(release, now - 10)
  expect(talking.state.capture).toMatchObject({ name: 'tail', pressedAt: now - 200, releasedAt: now - 10 })
})

test('whoever is asked is connected to when the key goes down, before anything is recorded', () => {
  const never = () => new Promise<never>(() => undefined)
  const told: string[] = []
  const main = { startRecording: never, finishRecording: never, stopReply: never, joinTurn: never }
  const talking = idleWindow({
    main: {
      ...main,
      expectQuestion: async ({ conversationId }) => {
        told.push(conversationId)
        return {}
      },
    },
    conversationId: () => 'conversation',
  })
  talking.tell(press)
  expect(told).toEqual(['conversation'])
})

test('time never goes back, nor ahead of the clock', () => {
  const talking = idleWindow()
  const from = performance.now()
  talking.tell(press, from + 60_000)
  const { moved } = talking.state
  expect(moved?.at).toBeGreaterThanOrEqual(from)
  expect(moved?.at).toBeLessThan(from + 60_000)
  talking.tell(release, from - 60_000)
  expect(talking.state.moved).toEqual(moved)
})

/** Holds the key from 2.4 s ago until 2.1 s ago and lets the tail end, with a microphone that works and a main that ends it so. */
async function speak(finishRecording: TalkingPorts['main']['finishRecording'], ports: Partial<TalkingPorts> = {}) {
  await vi.waitUntil(() => performance.now() > 2500, PATIENCE)
  const nothing = () => undefined
  const now = performance.now()
  const talking = idleWindow({
    main: {
      ...{ expectQuestion: async () => ({}), startRecording: async () => ({}), finishRecording },
      ...{ stopReply: async () => ({}), joinTurn: async () => ({}) },
    },
    recorder: {
      open: async () => ({ label: 'Desk Microphone', missing: null }),
      close: async () => ({ durationMs: 1900, peakDbfs: -12, beganAt: now - 2250, missingMs: 0, samples: 45_600 }),
      ...{ keep: nothing, forget: nothing },
    },
    ...ports,
  })
  talking.tell(press, now - 2400)
  talking.tell(release, now - 2100)
  talking.tell({ name: 'timePassed' }, now)
  return { now, talking }
}

test('main is told when the key went down and up and the first sample came, by the clock of the system', async () => {
  const told: Talked[] = []
  const { now } = await speak(async ({ talked }) => {
    if (talked) told.push(talked)
    return null
  })
  const talked = await vi.waitUntil(() => told[0])
  const since = Date.now() - performance.now()
  for (const [at, expected] of [
    [talked.pressedAt, now - 2400],
    [talked.firstSampleAt, now - 2250],
    [talked.releasedAt, now - 2100],
  ] as const) {
    // The two clocks are read one after the other, here as there, and anything may come in between.
    expect(Number(at) - since).toBeCloseTo(expected, -2)
  }
})

test('a recording of which main does not say what became of it is over, and nothing is awaited', async () => {
  const finished: unknown[] = []
  const failures: string[] = []
  const { talking } = await speak(() => Promise.reject(failWith('connection_lost')), {
    onFinished: (...outcome) => finished.push(outcome),
    onFailure: ({ code }) => failures.push(code),
  })
  await vi.waitUntil(() => failures.length > 0)
  expect([finished, failures, talking.state.awaited]).toEqual([[['turn', null]], ['connection_lost'], { name: 'none' }])
})
