import { describe, expect, test } from 'vitest'
import { mayCheck, mayRequest } from '../../../../main/desktop/window/permission-decisions.ts'

/** Every permission of Electron 45 that a page can ask for, but for the two that depend on more. */
const never = [
  'clipboard-read',
  'deprecated-sync-clipboard-read',
  'display-capture',
  'fileSystem',
  'fullscreen',
  'geolocation',
  'hid',
  'idle-detection',
  'local-fonts',
  'local-network-access',
  'loopback-network',
  'mediaKeySystem',
  'midi',
  'midiSysex',
  'openExternal',
  'persistent-storage',
  'pointerLock',
  'screen-wake-lock',
  'serial',
  'speaker-selection',
  'storage-access',
  'usb',
  'window-management',
  'unknown',
]

const ours = { isMainFrame: true, requestingUrl: 'app://bundle/index.html' }
const microphone = { ...ours, mediaTypes: ['audio'] }

describe('asking for a permission', () => {
  test('the window may tell of late replies', () => {
    expect([mayRequest('notifications', ours), mayCheck('notifications', 'app://bundle', {}, 'window')]).toEqual([
      true,
      true,
    ])
    expect(mayRequest('notifications', { ...ours, isMainFrame: false })).toBe(false)
    expect(mayCheck('notifications', 'https://example.com', {}, 'window')).toBe(false)
  })

  test('where Electron does not say who asks, late replies alone may be told of', () => {
    const asked = ['notifications', 'media', 'clipboard-sanitized-write']
    const given = (asker: null | 'other') =>
      asked.filter(name => mayCheck(name, 'app://bundle/', { mediaType: 'audio' }, asker))
    expect([given(null), given('other')]).toEqual([['notifications'], []])
    expect(mayCheck('notifications', 'https://example.com/', {}, null)).toBe(false)
  })

  test('the window gets the microphone', () => {
    expect(mayRequest('media', microphone)).toBe(true)
  })

  test('the window may write text to the clipboard', () => {
    expect(mayRequest('clipboard-sanitized-write', ours)).toBe(true)
  })

  test.each([
    ['the camera', ['video']],
    ['a camera along with the microphone', ['audio', 'video']],
    ['two microphones at once', ['audio', 'audio']],
    ['nothing in particular', []],
    ['something unnamed', undefined],
  ])('%s is refused', (_what, mediaTypes) => {
    expect(mayRequest('media', { ...ours, ...(mediaTypes && { mediaTypes }) })).toBe(false)
  })

  test.each(never)('%s is refused', permission => {
    expect(mayRequest(permission, microphone)).toBe(false)
  })

  test('a frame inside the page gets nothing', () => {
    const asked = ['media', 'clipboard-sanitized-write'].map(name =>
      mayRequest(name, { ...microphone, isMainFrame: false }),
    )
    expect(asked).toEqual([false, false])
  })

  test.each(['https://example.com/', 'file:///index.html', 'app://other/', ''])('“%s” gets nothing', requestingUrl => {
    expect(mayRequest('media', { ...microphone, requestingUrl })).toBe(false)
  })
})

describe('checking a permission', () => {
  test.each([
    ['media', 'app://bundle/', 'audio', true],
    ['media', 'app://bundle', 'audio', true],
    ['clipboard-sanitized-write', 'app://bundle/', undefined, true],
    ['media', 'app://bundle/', 'video', false],
    ['media', 'app://bundle/', 'unknown', false],
    ['media', 'app://bundle/', undefined, false],
    ['media', 'https://example.com/', 'audio', false],
    ['clipboard-sanitized-write', 'https://example.com/', undefined, false],
  ] as const)('%s of %s for %s: %s', (permission, origin, mediaType, isAllowed) => {
    expect(mayCheck(permission, origin, mediaType ? { mediaType } : {}, 'window')).toBe(isAllowed)
  })

  test.each(never)('%s is denied', permission => {
    expect(mayCheck(permission, 'app://bundle/', { mediaType: 'audio' }, 'window')).toBe(false)
  })
})
