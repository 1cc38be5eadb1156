import { createClient, Variant } from 'dbus-native'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { heardOfLock, watchSessionLock } from '../../../../main/desktop/system/session-lock.ts'
import { busMissing, type PrivateBus, startPrivateBus } from '../../../helpers/private-bus.ts'

const LOGIN = 'org.freedesktop.login1'
const OURS = '/org/freedesktop/login1/session/_32'
const PROPERTIES = 'org.freedesktop.DBus.Properties'

const missing = busMissing()
if (missing !== null) console.warn(`skipped: ${missing}, so no session is locked`)

test.each([
  ['lock', 'PropertiesChanged', [`${LOGIN}.Session`, { LockedHint: true }, []]],
  ['unlock', 'PropertiesChanged', [`${LOGIN}.Session`, { LockedHint: false, IdleHint: false }, []]],
  [null, 'PropertiesChanged', [`${LOGIN}.Session`, { IdleHint: true }, []]],
  [null, 'PropertiesChanged', [`${LOGIN}.Session`, { LockedHint: 'yes' }, []]],
  [null, 'PropertiesChanged', [`${LOGIN}.Seat`, { LockedHint: true }, []]],
  [null, 'PropertiesChanged', []],
  [null, 'Lock', []],
] as const)('of the lock it tells %s: %s %o', (told, member, body) => {
  expect(heardOfLock({ path: OURS, interface: PROPERTIES, member, body })).toBe(told)
})

test('where there is no bus of the system, nothing is heard', async () => {
  const heard: string[] = []
  await watchSessionLock('unix:path=/nowhere/bus', lock => heard.push(lock))()
  expect(heard).toEqual([])
})

describe.skipIf(missing !== null)(`a Linux computer${missing === null ? '' : ` (skipped: ${missing})`}`, () => {
  let bus: PrivateBus
  let heard: string[]
  let end: () => Promise<void>
  let login: ReturnType<typeof createClient>
  let asked: unknown[]

  beforeEach(async () => {
    bus = await startPrivateBus()
    ;[heard, asked] = [[], []]
    login = createClient({ busAddress: bus.address })
  })
  afterEach(async () => {
    await end()
    await login.close()
    await bus.close()
  })

  /** Somebody keeps sessions, as systemd does. */
  async function keepSessions(): Promise<void> {
    const find = (id: string) => {
      asked.push(id)
      return OURS
    }
    login.setMethodCallHandler('/org/freedesktop/login1', `${LOGIN}.Manager`, 'GetSession', [find, 'o'])
    await login.requestName(LOGIN, 4)
  }

  const note = (session: string, isLocked: boolean) =>
    login.sendSignal(session, PROPERTIES, 'PropertiesChanged', 'sa{sv}as', [
      ...[`${LOGIN}.Session`, { LockedHint: new Variant('b', isLocked) }, []],
    ])

  test('tells when the own session is locked and unlocked, and nothing of others', async () => {
    await keepSessions()
    end = watchSessionLock(bus.address, lock => heard.push(lock))
    await expect.poll(() => asked).toEqual(['auto'])
    // Until it listens, nothing is heard.
    await expect
      .poll(() => {
        note('/org/freedesktop/login1/session/_37', true)
        note(OURS, false)
        return heard.at(-1)
      })
      .toBe('unlock')
    expect(heard).not.toContain('lock')
    note(OURS, true)
    await expect.poll(() => heard.at(-1)).toBe('lock')
  })

  test('on which nobody keeps sessions tells nothing', async () => {
    end = watchSessionLock(bus.address, lock => heard.push(lock))
    await end()
    expect(heard).toEqual([])
  })
})
