import { expect, test } from 'vitest'
import { defaultSettings } from '../../../app/settings.ts'
import type { ProfileStatus } from '../../../app/status.ts'
import { diagnosticsText } from '../../../app/turns/diagnostics.ts'
import { noTimes, sumUpTimes } from '../../../app/turns/turn-times.ts'

const work: ProfileStatus = {
  ...{ id: 'work', kind: 'custom', name: 'Work', baseUrl: 'https://proxy.example/v1', model: 'm', voice: 'marin' },
  ...{ shutdownDate: null, keySource: 'Settings', key: { present: true, lastFour: '9x8y', kept: 'keychain' } },
  ...{ headersKept: [], way: 'audio', isFree: false, learned: null, failure: null },
}

test('what turns took is told by the names of profiles, and no part of a key', () => {
  const turn = { hasFailed: false, talked: null, times: { ...noTimes, beganAt: 1, soundedMs: 812 } }
  const text = diagnosticsText({
    status: { version: '1.2.3', host: 'desktop', endpoint: work, profiles: [work] },
    settings: defaultSettings,
    system: { electron: '45.4.1' },
    times: sumUpTimes([
      { ...turn, profileId: 'work' },
      { ...turn, profileId: 'gone' },
      { ...turn, profileId: 'gone', hasFailed: true, times: { ...noTimes, beganAt: 1, endMs: 60_000 } },
    ]),
  })
  const sounded = { turns: 1, sounded: 'p50 812, p95 812' }
  expect(JSON.parse(text)).toMatchObject({
    ...{ version: '1.2.3', host: 'desktop', electron: '45.4.1', endpoint: { name: 'Work', key: 'keychain' } },
    millisecondsFromKeyUp: {
      'Work (work)': sounded,
      gone: { ...sounded, failed: { turns: 1, end: 'p50 60000, p95 60000' } },
    },
  })
  expect(text).not.toContain('9x8y')
})
