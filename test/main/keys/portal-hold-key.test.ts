import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readAccelerator } from '../../../app/desktop/accelerator.ts'
import { PortalHoldKey } from '../../../main/keys/portal-hold-key.ts'
import { busMissing, type PrivateBus, startPrivateBus } from '../../helpers/private-bus.ts'
import { type PortalMood, ShortcutsPortal } from '../../helpers/shortcuts-portal.ts'

const missing = busMissing()
if (missing !== null) console.warn(`skipped: ${missing}, so no portal is asked for a key`)

describe.skipIf(missing !== null)(`a key of the portal${missing === null ? '' : ` (skipped: ${missing})`}`, () => {
  let bus: PrivateBus
  let portal: ShortcutsPortal
  let key: PortalHoldKey
  let told: string[]

  beforeEach(async () => {
    bus = await startPrivateBus()
    portal = new ShortcutsPortal(bus.address)
    told = []
    key = keyAt(bus.address)
  })
  afterEach(async () => {
    await key.stop()
    await portal.stop()
    await bus.close()
  })

  function keyAt(busAddress: string, retryAfterMs: readonly number[] = [1, 3, 10]): PortalHoldKey {
    return new PortalHoldKey({
      busAddress,
      appId: 'org.parley.Parley',
      retryAfterMs,
      onMove: move => told.push(move),
      onCapability: can => told.push(can.kind === 'hold' ? `hold with ${can.trigger}` : `${can.kind}: ${can.obstacle}`),
    })
  }

  function look(): void {
    const accelerator = readAccelerator('Control+Alt+Space')
    if (typeof accelerator === 'string') throw new Error(accelerator)
    key.start(accelerator)
  }

  const bound = 'hold with Press <CTRL+ALT+space>'
  const tells = (...lines: string[]) => expect.poll(() => told).toEqual(lines)

  test('is bound under Parley’s name, and told when it goes down and up', async () => {
    await portal.start()
    look()
    await tells(bound)
    expect(portal.asked).toEqual(['Register org.parley.Parley', 'CreateSession', 'BindShortcuts CTRL+ALT+space'])
    portal.move('Activated')
    await tells(bound, 'hold')
    portal.move('Deactivated')
    await tells(bound, 'hold', 'release')
  })

  test('of another name is none of ours', async () => {
    await portal.start()
    look()
    await tells(bound)
    portal.move('Activated', 'mute')
    portal.move('Activated')
    await tells(bound, 'hold')
  })

  test('is found in the list where binding tells nothing', async () => {
    portal.mood = 'tells in the list alone'
    await portal.start()
    look()
    await tells(bound)
  })

  test.each<[PortalMood, string]>([
    ['refuses', 'none: portal-refused'],
    ['binds nothing', 'none: portal-refused'],
  ])('that the user %s is told of once, and is not asked for again', async (mood, line) => {
    portal.mood = mood
    await portal.start()
    look()
    await tells(line)
    const asked = portal.asked.length
    look()
    await tells(line, line)
    expect(portal.asked.length).toBe(2 * asked)
  })

  test.each<[PortalMood, string]>([
    ['fails', 'none: portal-failed'],
    ['has no shortcuts', 'none: portal-missing'],
  ])('of a portal that %s is tried again three times', async (mood, line) => {
    portal.mood = mood
    await portal.start()
    look()
    await tells(line, line, line, line)
  })

  test('is bound as soon as there is a portal', async () => {
    key = keyAt(bus.address, [])
    look()
    await tells('none: portal-missing')
    await portal.start()
    await tells('none: portal-missing', bound)
  })

  test('is lost when the portal restarts while it is held, and bound anew', async () => {
    await portal.start()
    look()
    await tells(bound)
    portal.move('Activated')
    await tells(bound, 'hold')
    await portal.stop()
    await tells(bound, 'hold', 'lose', 'none: portal-missing')
    await portal.start()
    await tells(bound, 'hold', 'lose', 'none: portal-missing', bound)
    portal.move('Activated')
    await tells(bound, 'hold', 'lose', 'none: portal-missing', bound, 'hold')
  })

  test('is bound anew when the desktop ends the session, and lost if it was held', async () => {
    await portal.start()
    look()
    await tells(bound)
    portal.move('Activated')
    await tells(bound, 'hold')
    portal.closeSession()
    await tells(bound, 'hold', 'lose', bound)
  })

  test('is bound anew after sleep', async () => {
    await portal.start()
    look()
    await tells(bound)
    look()
    await tells(bound, bound)
    portal.move('Activated')
    await tells(bound, bound, 'hold')
  })

  test('is lost with the bus', async () => {
    key = keyAt(bus.address, [])
    await portal.start()
    look()
    await tells(bound)
    portal.move('Activated')
    await tells(bound, 'hold')
    await portal.stop()
    await bus.close()
    await expect.poll(() => told.at(-1)).toBe('none: no-session-bus')
    expect(told).toContain('lose')
    bus = await startPrivateBus()
  })

  test.each(['', 'unix:path=/nowhere/bus', 'nonsense'])('needs a bus, and “%s” is none', async address => {
    key = keyAt(address, [])
    look()
    await tells('none: no-session-bus')
  })

  test('that is held and then given up is lost, and told of no more', async () => {
    await portal.start()
    look()
    await tells(bound)
    portal.move('Activated')
    await tells(bound, 'hold')
    await key.stop()
    portal.move('Deactivated')
    expect(told).toEqual([bound, 'hold', 'lose'])
  })
})
