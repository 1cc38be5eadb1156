import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { heardOfTray, watchTrayHost } from '../../../../main/desktop/presence/tray-host.ts'
import { busMissing, type PrivateBus, startPrivateBus } from '../../../helpers/private-bus.ts'
import { startTrayWatcher, type TrayWatcher } from '../../../helpers/tray-watcher.ts'

const WATCHER = 'org.kde.StatusNotifierWatcher'
const BUS = 'org.freedesktop.DBus'

const missing = busMissing()
if (missing !== null) console.warn(`skipped: ${missing}, so no desktop is asked for a tray`)

test.each([
  ['gone', BUS, 'NameOwnerChanged', [WATCHER, ':1.5', '']],
  ['ask', BUS, 'NameOwnerChanged', [WATCHER, '', ':1.9']],
  ['ask', BUS, 'NameOwnerChanged', [WATCHER, ':1.5', ':1.9']],
  ['nothing', BUS, 'NameOwnerChanged', ['org.freedesktop.portal.Desktop', ':1.5', '']],
  ['nothing', BUS, 'NameAcquired', [WATCHER]],
  ['nothing', 'com.example.Other', 'NameOwnerChanged', [WATCHER, ':1.5', '']],
  ['ask', WATCHER, 'StatusNotifierHostRegistered', []],
  ['ask', WATCHER, 'StatusNotifierHostUnregistered', []],
  ['nothing', WATCHER, 'StatusNotifierItemRegistered', [':1.7/StatusNotifierItem']],
] as const)('of the tray it tells “%s”: %s %s', (meaning, name, member, body) => {
  expect(heardOfTray({ path: '/', interface: name, member, body })).toBe(meaning)
})

test.each(['', 'unix:path=/nowhere/bus'])('where there is no bus (“%s”), there is no tray', async address => {
  const told: boolean[] = []
  const end = watchTrayHost(address, isThere => told.push(isThere))
  await end()
  expect(told).toEqual([])
})

describe.skipIf(missing !== null)(`a Linux desktop${missing === null ? '' : ` (skipped: ${missing})`}`, () => {
  let bus: PrivateBus
  let told: boolean[]
  let end: () => Promise<void>
  const watchers: TrayWatcher[] = []

  beforeEach(async () => {
    bus = await startPrivateBus()
    told = []
    end = async () => undefined
  })
  afterEach(async () => {
    await end()
    for (const watcher of watchers.splice(0)) await watcher.stop()
    await bus.close()
  })

  const watch = () => {
    end = watchTrayHost(bus.address, isThere => told.push(isThere))
  }
  const tells = (...all: boolean[]) => expect.poll(() => told).toEqual(all)

  async function startWatcher(isDrawn: boolean): Promise<TrayWatcher> {
    const watcher = await startTrayWatcher(bus.address, isDrawn)
    watchers.push(watcher)
    return watcher
  }

  test('that draws tray icons already has a place for them', async () => {
    await startWatcher(true)
    watch()
    await tells(true)
  })

  test('has one as soon as it draws them, none when that went, and one again', async () => {
    watch()
    const first = await startWatcher(true)
    await tells(true)
    await first.stop()
    await tells(true, false)
    await startWatcher(true)
    await tells(true, false, true)
  })

  test('whose watcher knows of nobody who draws has none until somebody does', async () => {
    const watcher = await startWatcher(false)
    watch()
    watcher.turn(true)
    await tells(true)
    watcher.turn(false)
    await tells(true, false)
  })

  test('is not listened to any more when that was ended', async () => {
    await startWatcher(true)
    watch()
    await tells(true)
    await end()
    expect(told).toEqual([true])
  })

  test('has none any more when its bus has gone', async () => {
    await startWatcher(true)
    watch()
    await tells(true)
    await bus.close()
    await tells(true, false)
    bus = await startPrivateBus()
  })
})
