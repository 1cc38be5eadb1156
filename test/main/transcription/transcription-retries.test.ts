import { expect, test } from 'vitest'
import { stepAfter } from '../../../main/transcription/transcription-retries.ts'

const waits = (code: Parameters<typeof stepAfter>[0], times: number) =>
  Array.from({ length: times }, (_, retries) => stepAfter(code, retries, null))
const wait = (ms: number) => ({ kind: 'wait', ms })

test.each(['server_failed', 'timed_out', 'rate_limited', 'cut_off'] as const)(
  '%s is tried again four times, each after a longer wait',
  code => {
    expect(waits(code, 5)).toEqual([wait(2000), wait(5000), wait(15_000), wait(60_000), { kind: 'give-up' }])
  },
)

test('an endpoint that cannot be reached is tried for as long as it takes', () => {
  expect(waits('unreachable', 100).slice(3)).toEqual(Array.from({ length: 97 }, () => wait(60_000)))
})

test('what a server asks for is waited, but no longer than an hour', () => {
  expect([stepAfter('rate_limited', 0, 7000), stepAfter('server_failed', 1, 1e9)]).toEqual([wait(7000), wait(3600_000)])
})

test.each(['request_refused', 'audio_refused', 'content_refused', 'not_found', 'disk_failed', 'internal'] as const)(
  '%s is the fault of one recording, and is not tried again',
  code => {
    expect(stepAfter(code, 0, null)).toEqual({ kind: 'give-up' })
  },
)

test.each(['transcription_missing', 'model_unknown', 'key_refused', 'quota_used_up', 'endpoint_not_url'] as const)(
  '%s would meet every recording',
  code => {
    expect(stepAfter(code, 0, 7000)).toEqual({ kind: 'stop' })
  },
)
