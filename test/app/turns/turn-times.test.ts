import { expect, test } from 'vitest'
import { noTimes, sumUpTimes, turnTimes } from '../../../app/turns/turn-times.ts'

const times = {
  ...noTimes,
  beganAt: 10_000,
  sentMs: 20,
  headersMs: 300,
  firstSoundMs: 500,
  soundedMs: 530,
  endMs: 2000,
}

test('a spoken turn counts from the key going up, also when its request was begun before that', () => {
  const talked = { pressedAt: 7000, firstSampleAt: 7040, releasedAt: 10_015 }
  expect(turnTimes({ talked, times })).toEqual({
    ...{ pressed: -3015, firstSample: -2975, sent: 5, headers: 285, firstWords: null, firstSound: 485 },
    ...{ sounded: 515, end: 1985 },
  })
})

test('any other turn counts from asking', () => {
  expect(turnTimes({ talked: null, times })).toMatchObject({ pressed: null, sent: 20, sounded: 530, end: 2000 })
})

test('a reply of an earlier Parley, of which it is not known when it was asked for, counts from its request', () => {
  const talked = { pressedAt: 7000, firstSampleAt: null, releasedAt: 10_015 }
  expect(turnTimes({ talked, times: { ...times, beganAt: null } })).toMatchObject({ firstSample: null, sent: 20 })
})

test('a clock that was set in between tells nothing', () => {
  const talked = { pressedAt: 7000, firstSampleAt: 7040, releasedAt: 10_015 }
  const [set, hourMs] = [(ms: number) => turnTimes({ talked, times: { ...times, beganAt: 10_000 + ms } }), 3_600_000]
  const asked = { pressed: -3015, sent: 20, firstSound: 500, end: 2000 }
  expect([set(hourMs), set(-hourMs)]).toMatchObject([asked, asked])
  const heard = [-hourMs, hourMs].map(ms => turnTimes({ talked, times: { ...times, soundedMs: 530 + ms } }).sounded)
  expect(heard).toEqual([null, null])
})

test('turns are summed up by profile, what happened in none of them left out', () => {
  const turn = (profileId: string, soundedMs: number) => ({
    ...{ profileId, hasFailed: false, talked: null, times: { ...times, firstSoundMs: 0, soundedMs } },
  })
  const hundred = Array.from({ length: 100 }, (_, i) => turn('a', i + 1))
  const [a, b, ...rest] = sumUpTimes([...hundred, turn('b', 700)])
  expect(a).toMatchObject({
    profileId: 'a',
    replied: { turns: 100, steps: { sounded: { p50: 50, p95: 95 }, firstWords: null } },
  })
  expect(b).toMatchObject({ profileId: 'b', replied: { turns: 1, steps: { sounded: { p50: 700, p95: 700 } } } })
  expect(rest).toEqual([])
})

test('those that failed are summed up by themselves: they say nothing of how fast a reply comes', () => {
  const answered = { profileId: 'a', hasFailed: false, talked: null, times }
  const failed = { ...answered, hasFailed: true, times: { ...noTimes, beganAt: 10_000, sentMs: 30, endMs: 60_000 } }
  expect(sumUpTimes([answered, failed])).toMatchObject([
    {
      replied: { turns: 1, steps: { sent: { p95: 20 }, end: { p95: 2000 } } },
      failed: { turns: 1, steps: { sent: { p50: 30 }, headers: null, end: { p50: 60_000 } } },
    },
  ])
})
