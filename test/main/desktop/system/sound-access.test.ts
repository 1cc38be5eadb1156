import { describe, expect, test } from 'vitest'
import { hasSoundServer, microphoneAccess, packagingOf } from '../../../../main/desktop/system/sound-access.ts'
import { systemPageUrl } from '../../../../main/desktop/system/system-pages.ts'

test.each([
  ['darwin', 'not-determined', 'not-asked'],
  ['darwin', 'granted', 'granted'],
  ['darwin', 'denied', 'denied'],
  ['darwin', 'restricted', 'denied'],
  ['win32', 'denied', 'denied'],
  ['win32', 'unknown', 'unknown'],
] as const)('on %s “%s” means %s', (platform, told, access) => {
  expect(microphoneAccess(platform, () => told)).toBe(access)
})

test('Linux is not asked, because it does not say', () => {
  expect(microphoneAccess('linux', () => expect.unreachable())).toBe('unknown')
})

test.each([
  [{ FLATPAK_ID: 'org.parley.Parley' }, 'flatpak'],
  [{ SNAP: '/snap/parley/3' }, 'snap'],
  [{}, null],
])('%o is %s', (environment, packaging) => {
  expect(packagingOf(environment)).toBe(packaging)
})

describe('a sound server', () => {
  const run = { XDG_RUNTIME_DIR: '/run/user/1000' }
  const only = (there: string) => (path: string) => path === there
  test.each([
    ['linux', run, only('/run/user/1000/pulse/native'), true],
    ['linux', run, only('/run/user/1000/pipewire-0'), true],
    ['linux', run, () => false, false],
    ['linux', {}, () => true, false],
    ['linux', { PULSE_SERVER: 'tcp:127.0.0.1:4713' }, () => false, true],
    ['darwin', {}, () => false, true],
    ['win32', {}, () => false, true],
  ] as const)('on %s, %o', (platform, environment, exists, isThere) => {
    expect(hasSoundServer(platform, environment, exists)).toBe(isThere)
  })
})

test('pages of the system’s settings have constant addresses, where there are any', () => {
  const urls = (['darwin', 'win32', 'linux'] as const).map(platform => [
    systemPageUrl(platform, 'microphone'),
    systemPageUrl(platform, 'accessibility'),
  ])
  expect(urls).toEqual([
    [
      'x-apple.systempreferences:com.apple.preference.security?Privacy_Microphone',
      'x-apple.systempreferences:com.apple.preference.security?Privacy_Accessibility',
    ],
    ['ms-settings:privacy-microphone', null],
    [null, null],
  ])
})
