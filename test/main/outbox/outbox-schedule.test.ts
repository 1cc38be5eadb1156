import { expect, test } from 'vitest'
import { failWith } from '../../../app/errors.ts'
import { RequestError, type RequestPhase } from '../../../main/endpoint/failure/request-error.ts'
import { entryAfter, isAskedOf, isLate, newEntry, soonestOf, waitOf } from '../../../main/outbox/outbox-schedule.ts'

const host = 'api.example'
const NOW = Date.UTC(2026, 10, 26, 12)
const MINUTE_MS = 60_000
const asked = { baseUrl: 'https://api.example/v1', profileId: 'work' }
const entry = newEntry(asked, NOW, false)

function failed(
  phase: RequestPhase,
  failure = failWith('unreachable', { host, proxy: null, why: { name: 'closed' } }),
  retryAfterMs: number | null = null,
) {
  return new RequestError(failure, { phase, retryAfterMs, isRetryAdvised: null })
}

test('who cannot be reached is tried after 2, 5, 15 and 60 seconds, and then every 60 for as long as it takes', () => {
  const waits: number[] = []
  for (let present = entry, now = NOW; waits.length < 7; ) {
    const next = entryAfter(present, failed('connecting'), now)
    if (!next?.nextAt) throw new Error('it was given up')
    waits.push(next.nextAt - now)
    now = next.nextAt
    present = next
  }
  expect(waits).toEqual([2000, 5000, 15_000, 60_000, 60_000, 60_000, 60_000])
})

test('a server that does not answer in time is not sent the question for ever, because each time may be billed', () => {
  const failure = failed('sent', failWith('timed_out', { host, seconds: 60 }))
  let present = entry
  for (let n = 0; n < 4; n++) present = entryAfter(present, failure, NOW) ?? entry
  expect(present).toMatchObject({ attempts: 4, unanswered: 4 })
  expect(entryAfter(present, failure, NOW)).toBeNull()
})

test('only what was sent and not answered may have been billed', () => {
  const unanswered = (phase: RequestPhase) => entryAfter(entry, failed(phase), NOW)?.unanswered
  expect([unanswered('connecting'), unanswered('sent'), unanswered('refused')]).toEqual([0, 1, 0])
})

test('what had begun to be answered, or can only fail again, does not wait', () => {
  expect(entryAfter(entry, failed('answering'), NOW)).toBeNull()
  expect(entryAfter(entry, failed('refused', failWith('content_refused')), NOW)).toBeNull()
  expect(entryAfter(entry, failWith('key_missing', { host, source: 'Settings' }), NOW)).toBeNull()
})

test('a server that asks to be left alone is, whatever it failed with, until another failure or the user says otherwise', () => {
  const busy = entryAfter(
    entry,
    failed('refused', failWith('server_failed', { host, said: { name: 'said', said: 'it is busy' } }), 9000),
    NOW,
  )
  if (!busy) throw new Error('it was given up')
  expect(busy).toMatchObject({ nextAt: NOW + 9000, notBefore: NOW + 9000 })
  expect([NOW, NOW + 8999, NOW + 9001].map(now => soonestOf(busy, now))).toEqual([NOW + 9000, NOW + 9000, NOW + 9001])
  expect(entryAfter(busy, failed('connecting'), NOW + 9000)).toMatchObject({ notBefore: null })
})

test('a clock that was set back holds nothing up', () => {
  expect(waitOf({ ...entry, nextAt: NOW + 12_000 }, NOW)).toBe(12_000)
  expect(waitOf({ ...entry, nextAt: NOW - 1 }, NOW)).toBe(0)
  expect(waitOf({ ...entry, nextAt: NOW + 24 * 3600_000 }, NOW)).toBe(0)
  expect(soonestOf({ ...entry, notBefore: NOW + 24 * 3600_000 }, NOW)).toBe(NOW)
  expect(waitOf({ ...entry, nextAt: null }, NOW)).toBeNull()
})

test('a reply is late more than two minutes after its question, and to a question of an earlier start of Parley', () => {
  const startedAt = NOW - MINUTE_MS
  expect(isLate(entry, NOW + 2 * MINUTE_MS, startedAt)).toBe(false)
  expect(isLate(entry, NOW + 2 * MINUTE_MS + 1, startedAt)).toBe(true)
  expect(isLate({ ...entry, askedAt: startedAt - 1 }, NOW, startedAt)).toBe(true)
})

test('a question goes by itself to the address and on the profile it was asked of, and to nobody else', () => {
  expect([
    isAskedOf(entry, asked),
    isAskedOf(entry, { ...asked, profileId: 'private' }),
    isAskedOf(entry, { ...asked, baseUrl: 'https://other.example/v1' }),
    isAskedOf(newEntry(null, NOW, false), asked),
  ]).toEqual([true, false, false, true])
})
