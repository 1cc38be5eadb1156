import { expect, test } from 'vitest'
import { microphoneAdvice } from '../../../app/desktop/microphone-advice.ts'
import type { DesktopStatus } from '../../../app/status.ts'

const linux: DesktopStatus = {
  ...{
    platform: 'linux',
    hasTray: true,
    mayOpenAtLogin: true,
    mayHookKeys: true,
    packaging: null,
    microphone: 'unknown',
  },
  hasSoundServer: true,
  updates: { way: 'none', phase: 'off', version: '', notes: '', fault: null },
}
const macos: DesktopStatus = { ...linux, platform: 'macos', microphone: 'denied' }
const windows: DesktopStatus = { ...macos, platform: 'windows' }

test.each([
  ['microphone_denied', macos, 'System Settings', 'microphone'],
  ['microphone_denied', { ...macos, microphone: 'granted' }, 'start it again', null],
  ['microphone_denied', windows, 'Let desktop apps access', 'microphone'],
  ['microphone_denied', { ...linux, packaging: 'flatpak' }, '--socket=pulseaudio', null],
  ['microphone_missing', { ...linux, packaging: 'flatpak' }, '--socket=pulseaudio', null],
  ['microphone_busy', { ...linux, packaging: 'snap' }, 'snap connect parley:audio-record', null],
  ['microphone_missing', { ...linux, hasSoundServer: false }, 'Neither PipeWire nor PulseAudio', null],
] as const)('%s on %o: “%s”', (code, desktop, says, page) => {
  expect(microphoneAdvice(code, desktop)).toEqual({ text: expect.stringContaining(says), page })
})

test.each([
  ['microphone_missing', macos],
  ['microphone_busy', windows],
  ['microphone_missing', linux],
  ['microphone_unplugged', { ...linux, hasSoundServer: false }],
  ['key_refused', macos],
] as const)('%s on %o: nothing more than the failure says', (code, desktop) => {
  expect(microphoneAdvice(code, desktop)).toBeNull()
})
