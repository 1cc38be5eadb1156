import { describe, expect, test } from 'vitest'
import { findDevice, isBluetooth, microphoneFailure, microphoneName } from '../../../renderer/microphone/devices.ts'

const desk = { deviceId: '1', label: 'Desk microphone' }
const headset = { deviceId: '2', label: 'Headset' }

describe('finding a chosen device', () => {
  test('goes by id, whatever it is called now', () => {
    expect(findDevice([desk, headset], { deviceId: '2', label: 'Desk microphone' })).toEqual(headset)
  })

  test('goes by name when the id is gone', () => {
    expect(findDevice([desk, headset], { deviceId: 'old', label: 'Headset' })).toEqual(headset)
  })

  test('finds nothing where neither is there', () => {
    expect(findDevice([desk], { deviceId: 'old', label: 'Headset' })).toBe(null)
  })

  test('does not take a device without a name for another', () => {
    expect(findDevice([{ deviceId: '9', label: '' }], { deviceId: 'old', label: '' })).toBe(null)
  })
})

describe('a microphone', () => {
  test.each([
    ['NotAllowedError', 'microphone_denied'],
    ['SecurityError', 'microphone_denied'],
    ['NotFoundError', 'microphone_missing'],
    ['OverconstrainedError', 'microphone_missing'],
    ['NotReadableError', 'microphone_busy'],
    ['AbortError', 'microphone_busy'],
  ])('that fails with %s is told as %s', (name, code) => {
    expect(microphoneFailure(new DOMException('', name)).code).toBe(code)
  })

  test('is busy when the browser says nothing that is known', () => {
    expect([microphoneFailure('?').code, microphoneFailure(null).code]).toEqual(['microphone_busy', 'microphone_busy'])
  })

  test('is shown by its name, without what Chromium puts before the default', () => {
    expect([microphoneName('Default - Desk microphone'), microphoneName('Desk')]).toEqual(['Desk microphone', 'Desk'])
  })

  const trackOf = (label: string, sampleRate?: number) => ({
    label,
    getSettings: () => (sampleRate === undefined ? {} : { sampleRate }),
  })

  test.each([
    ['Headset (Bluetooth)', 48_000],
    ['Headset (WH-1000 Hands-Free AG Audio)', undefined],
    ["Ada's AirPods", 24_000],
    ['Headset (WH-1000)', 16_000],
    ['Headset (WH-1000)', 8000],
  ])('%s at %s Hz is Bluetooth', (label, sampleRate) => {
    expect(isBluetooth(trackOf(label, sampleRate))).toBe(true)
  })

  test.each([48_000, 44_100, 32_000, undefined])('on a cable, at %s Hz, is not', sampleRate => {
    expect(isBluetooth(trackOf('Blue Yeti (046d:0ab7)', sampleRate))).toBe(false)
  })
})
