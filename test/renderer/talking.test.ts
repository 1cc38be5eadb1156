import { expect, test, vi } from 'vitest'
import { Talking } from '../../renderer/talking.ts'

/** Talking over a window in which nothing ever comes of anything. */
function idleWindow() {
  const never = () => new Promise<never>(() => undefined)
  const nothing = () => undefined
  return new Talking({
    main: { startRecording: never, appendRecording: never, finishRecording: never, stopReply: never, joinTurn: never },
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
