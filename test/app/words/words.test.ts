import { expect, test } from 'vitest'
import { type AppError, failWith, toFailure } from '../../../app/errors.ts'
import { waitingReason } from '../../../app/turns/waiting-reason.ts'
import { doctorWords } from '../../../app/words/doctor-words.ts'
import { profileWords } from '../../../app/words/profile-words.ts'
import { waitingWords } from '../../../app/words/waiting-words.ts'
import { words } from '../../../app/words/words.ts'

test('counts agree with their nouns', () => {
  const said = [1, 2].map(turns => words.trash.warnConversation(3_400_000, turns))
  expect(said).toEqual([
    '1 turn with all recordings and replies, 3.4 MB, will be gone for good.',
    '2 turns with all recordings and replies, 3.4 MB, will be gone for good.',
  ])
})

test('the trash says how much is in it, and nothing of what is not', () => {
  const said = [
    words.trash.warnEverything(1, 0, 0),
    words.trash.warnEverything(0, 1, 12_000),
    words.trash.warnEverything(12, 3, 3_400_000),
  ]
  expect(said).toEqual([
    '1 conversation, 0 kB, will be gone for good.',
    '1 single turn, 12 kB, will be gone for good.',
    '12 conversations and 3 single turns, 3.4 MB, will be gone for good.',
  ])
})

test('what is deleted for ever is named, and the rest of it counted', () => {
  const said = [
    words.trash.warnConversations(['Dogs', 'Cats'], 0, 2000),
    words.trash.warnConversations(['Dogs', 'Cats', 'Trams'], 9, 2000),
  ]
  expect(said).toEqual([
    '“Dogs”, “Cats”, 2 kB, will be gone for good.',
    '“Dogs”, “Cats”, “Trams” and 9 more, 2 kB, will be gone for good.',
  ])
})

test('the trash says when something goes in days, and on the last of them in hours', () => {
  const hour = 3_600_000
  expect([30 * 24, 24.5, 23.2, 1, 0.2, -3].map(hours => words.trash.goes(hours * hour, 0))).toEqual([
    'will be deleted in 30 days',
    'will be deleted in 2 days',
    'will be deleted in 24 hours',
    'will be deleted in 1 hour',
    'will be deleted in 1 hour',
    'will be deleted in 1 hour',
  ])
})

const kept = {
  isNamed: false,
  bytes: 0,
  isPinned: false,
  isArchived: false,
  purgeAt: null,
  profileId: null,
  personaId: null,
}

test('a conversation without words is described by its size', () => {
  const conversation = { id: '', title: '', createdAt: 0, changedAt: 0, draftCount: 0, ...kept }
  const said = [
    words.sidebar.detail({ ...conversation, turnCount: 1, snippet: '' }),
    words.sidebar.detail({ ...conversation, turnCount: 3, snippet: 'Very well.' }),
  ]
  expect(said).toEqual(['1 turn', 'Very well.'])
})

test('a silent draft names the microphone when it has a name', () => {
  const said = ['Desk Microphone', ''].map(words.draft.reasons.silent)
  expect(said).toEqual(['No sound from Desk Microphone', 'No sound from the microphone'])
})

test('the countdown begins its last second at one and ends at zero', () => {
  expect([14_001, 1000, 1, 0].map(words.talk.countdown)).toEqual(['15 s left', '1 s left', '1 s left', '0 s left'])
})

test('no word of the catalogue is empty', () => {
  const emptyAt = (value: unknown, path: string): string[] => {
    if (typeof value === 'string') return value.trim() === '' ? [path] : []
    if (typeof value !== 'object' || value === null) return []
    return Object.entries(value).flatMap(([key, inner]) => emptyAt(inner, `${path}.${key}`))
  }
  expect([
    emptyAt(words, 'words'),
    emptyAt(profileWords, 'profileWords'),
    emptyAt(waitingWords, 'waitingWords'),
    emptyAt(doctorWords, 'doctorWords'),
  ]).toEqual([[], [], [], []])
})

test('why a question waits leaves out what is done by itself meanwhile', () => {
  const why = (failure: AppError) => waitingWords.why(waitingReason(toFailure(failure)))
  const host = 'api.example:8080'
  expect([
    why(failWith('unreachable', { host, proxy: null, why: { name: 'nothing_at_port' } })),
    why(failWith('timed_out', { host, seconds: 0.5 })),
    why(failWith('server_failed', { host, said: { name: 'said', said: '500: It broke. Sorry.' } })),
    why(failWith('rate_limited', { host })),
    why(failWith('endpoint_changed', { asked: host, now: 'b.example' })),
  ]).toEqual([
    'Waiting to be sent. api.example:8080 cannot be reached: nothing answers at that port.',
    'Waiting to be sent. api.example:8080 did not answer within 0.5 seconds.',
    'Waiting to be sent. api.example:8080 has a problem of its own (500: It broke. Sorry.).',
    'Waiting to be sent. api.example:8080 asks to slow down.',
    'Waiting to be sent. This was asked of api.example:8080, and b.example answers now. It goes there only when you say so.',
  ])
})
