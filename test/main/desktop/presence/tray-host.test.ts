import { createClient } from 'dbus-native'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasTrayHost } from '../../../../main/desktop/presence/tray-host.ts'
import { busMissing, type PrivateBus, startPrivateBus } from '../../../helpers/private-bus.ts'

const missing = busMissing()
if (missing !== null) console.warn(`skipped: ${missing}, so no desktop is asked for a tray`)

test('where there is no bus, there is no tray', async () => {
  expect(await hasTrayHost('')).toBe(false)
  expect(await hasTrayHost('unix:path=/nowhere/bus')).toBe(false)
})

describe.skipIf(missing !== null)(`a Linux desktop${missing === null ? '' : ` (skipped: ${missing})`}`, () => {
  let bus: PrivateBus
  beforeAll(async () => {
    bus = await startPrivateBus()
  })
  afterAll(() => bus?.close())

  test('without anybody who draws tray icons has none', async () => {
    expect(await hasTrayHost(bus.address)).toBe(false)
  })

  test.each([
    [true, 'somebody'],
    [false, 'nobody yet'],
  ])('with a watcher for which %s is registered: %s', async isRegistered => {
    const watcher = createClient({ busAddress: bus.address })
    watcher.exportInterface({ IsStatusNotifierHostRegistered: isRegistered }, '/StatusNotifierWatcher', {
      name: 'org.kde.StatusNotifierWatcher',
      properties: { IsStatusNotifierHostRegistered: 'b' },
    })
    await watcher.requestName('org.kde.StatusNotifierWatcher', 4)
    try {
      expect(await hasTrayHost(bus.address)).toBe(isRegistered)
    } finally {
      await watcher.close()
    }
  })
})
