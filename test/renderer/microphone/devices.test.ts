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

  test.each(['Headset (Bluetooth)', 'Headset (WH-1000 Hands-Free AG Audio)', "Ada's AirPods"])(
    '%s is Bluetooth',
    label => expect(isBluetooth(label)).toBe(true),
  )

  test('on a cable is not', () => {
    expect(isBluetooth('Blue Yeti (046d:0ab7)')).toBe(false)
  })
})
