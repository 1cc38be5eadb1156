import { expect, test, vi } from 'vitest'
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

test('main is told when the key went down and up and the first sample came, by the clock of the system', async () => {
  await vi.waitUntil(() => performance.now() > 2500, PATIENCE)
  const nothing = () => undefined
  const told: Talked[] = []
  const now = performance.now()
  const talking = idleWindow({
    main: {
      expectQuestion: async () => ({}),
      startRecording: async () => ({}),
      finishRecording: async ({ talked }) => {
        if (talked) told.push(talked)
        return null
      },
      ...{ stopReply: async () => ({}), joinTurn: async () => ({}) },
    },
    recorder: {
      open: async () => ({ label: 'Desk Microphone', missing: null }),
      close: async () => ({ durationMs: 1900, peakDbfs: -12, beganAt: now - 2350, missingMs: 0, samples: 45_600 }),
      ...{ keep: nothing, forget: nothing },
    },
  })
  talking.tell(press, now - 2400)
  talking.tell(release, now - 2100)
  // The end of the tail, at which the recording ends.
  talking.tell({ name: 'timePassed' }, now)
  const talked = await vi.waitUntil(() => told[0])
  const since = Date.now() - performance.now()
  for (const [at, expected] of [
    [talked.pressedAt, now - 2400],
    [talked.firstSampleAt, now - 2350],
    [talked.releasedAt, now - 2100],
  ] as const) {
    expect(Number(at) - since).toBeCloseTo(expected, -1)
  }
})
