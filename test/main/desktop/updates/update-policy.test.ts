import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { presenceStates } from '../../../../app/desktop/presence.ts'
import {
  initialUpdates,
  releaseNotesOf,
  stepUpdates,
  type UpdateDeed,
  type UpdateEvent,
  type UpdateState,
  updateFaultOf,
} from '../../../../main/desktop/updates/update-policy.ts'

const presence = (state: (typeof presenceStates)[number]): UpdateEvent => ({ type: 'presence', state })
const found: UpdateEvent = { type: 'found', version: '1.1.0', notes: '- This.' }
const failed: UpdateEvent = { type: 'failed', fault: 'unreachable' }

function play(events: readonly UpdateEvent[]): { state: UpdateState; deeds: UpdateDeed[] } {
  const deeds: UpdateDeed[] = []
  const state = events.reduce((before, event) => {
    const step = stepUpdates(before, event)
    if (step.deed !== null) deeds.push(step.deed)
    return step.state
  }, initialUpdates)
  return { state, deeds }
}

const on: UpdateEvent = { type: 'on' }
const off: UpdateEvent = { type: 'off' }
const look: UpdateEvent = { type: 'look' }
const fetch: UpdateEvent = { type: 'fetch' }
const fetched: UpdateEvent = { type: 'fetched' }
const available = [on, look, found]

describe('newer versions', () => {
  test.each<[string, UpdateEvent[], UpdateState['phase'], UpdateDeed[]]>([
    ['nobody asked', [look, found, fetch], 'off', []],
    ['allowed', [on], 'resting', []],
    ['looked for', [on, look], 'looking', ['look']],
    ['looked for twice', [on, look, look], 'looking', ['look']],
    ['none', [on, look, { type: 'nothing-newer' }], 'newest', ['look']],
    ['found', available, 'available', ['look']],
    ['looking failed', [on, look, failed], 'resting', ['look']],
    ['looking again failed', [...available, look, failed], 'available', ['look', 'look']],
    ['looked for while one speaks', [on, presence('listening'), look], 'resting', []],
    ['and then', [on, presence('listening'), look, presence('idle')], 'looking', ['look']],
    ['wanted', [...available, fetch], 'fetching', ['look', 'fetch']],
    ['wanted before it was found', [on, fetch], 'resting', []],
    ['wanted while a reply sounds', [...available, presence('speaking'), fetch], 'waiting', ['look']],
    ['and then', [...available, presence('speaking'), fetch, presence('queued')], 'fetching', ['look', 'fetch']],
    ['one speaks meanwhile', [...available, fetch, presence('sending')], 'waiting', ['look', 'fetch', 'stop']],
    [
      'what was given up comes to an end',
      [...available, fetch, presence('sending'), failed],
      'waiting',
      ['look', 'fetch', 'stop'],
    ],
    ['there', [...available, fetch, fetched], 'ready', ['look', 'fetch']],
    ['there, and one speaks', [...available, fetch, fetched, presence('listening')], 'ready', ['look', 'fetch']],
    ['there, and a day goes by', [...available, fetch, fetched, look], 'ready', ['look', 'fetch']],
    ['fetching failed', [...available, fetch, failed], 'available', ['look', 'fetch']],
    ['gone by the time it is fetched', [...available, fetch, { type: 'nothing-newer' }], 'newest', ['look', 'fetch']],
    ['switched off meanwhile', [...available, fetch, off], 'off', ['look', 'fetch', 'stop']],
    ['switched off in the end', [...available, fetch, fetched, off], 'off', ['look', 'fetch', 'hold']],
    ['switched off, and found late', [on, look, off, found], 'off', ['look']],
    ['switched on again', [...available, off, on], 'resting', ['look']],
  ])('%s', (_name, events, phase, deeds) => {
    const played = play(events)
    expect([played.state.phase, played.deeds]).toEqual([phase, deeds])
  })

  test('a failure is told of until something else is tried', () => {
    expect(play([on, look, failed]).state.fault).toBe('unreachable')
    expect(play([on, look, failed, look]).state.fault).toBeNull()
  })

  test('whatever happens, nothing begins unless it is allowed and nobody talks', () => {
    const events = [on, off, look, found, fetch, fetched, failed, ...presenceStates.map(presence)]
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...events), { maxLength: 40 }), all => {
        let state = initialUpdates
        let isAllowed = false
        let isTalking = false
        for (const event of all) {
          if (event.type === 'on') isAllowed = true
          if (event.type === 'off') isAllowed = false
          if (event.type === 'presence') isTalking = ['listening', 'sending', 'speaking'].includes(event.state)
          const step = stepUpdates(state, event)
          if (step.deed === 'look' || step.deed === 'fetch') expect([isAllowed, isTalking]).toEqual([true, false])
          if (isTalking) expect(step.state.phase).not.toBe('fetching')
          state = step.state
        }
      }),
    )
  })
})

test.each([
  [{ code: 'ERR_UPDATER_CHANNEL_FILE_NOT_FOUND' }, 'not-there'],
  [{ code: 'HTTP_ERROR_404' }, 'not-there'],
  [{ code: 'HTTP_ERROR_500' }, 'unreachable'],
  [{ code: 'ECONNREFUSED' }, 'unreachable'],
  [{ message: 'net::ERR_NAME_NOT_RESOLVED' }, 'unreachable'],
  [{ code: 'ERR_CHECKSUM_MISMATCH' }, 'damaged'],
  [{ code: 'ERR_UPDATER_INVALID_SIGNATURE' }, 'foreign'],
  [{ code: 'ENOSPC' }, 'no-room'],
  [new Error('anything'), 'failed'],
  [null, 'failed'],
] as const)('%o is told of as “%s”', (error, fault) => expect(updateFaultOf(error)).toBe(fault))

test.each([
  ['### Added\n\n- This, #2.\n', 'Added\n\n- This, #2.'],
  [[{ version: '2', note: 'Two.' }, { version: '1', note: null }, 'one'], 'Two.'],
  [null, ''],
  [{ note: 'x' }, ''],
  ['x'.repeat(30_000), 'x'.repeat(20_000)],
])('what a release brings is text, whatever a server sends', (notes, text) => {
  expect(releaseNotesOf(notes)).toBe(text)
})
