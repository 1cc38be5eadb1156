import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { readAccelerator } from '../../app/accelerator.ts'
import type { KeyCapability } from '../../app/global-key.ts'
import { PortalHoldKey } from '../../main/keys/portal-hold-key.ts'
import { type AnnounceToPage, standBetween } from '../helpers/announcing.ts'
import { startAnsweredApp } from '../helpers/answered-app.ts'
import { busMissing, startPrivateBus } from '../helpers/private-bus.ts'
import { ShortcutsPortal } from '../helpers/shortcuts-portal.ts'
import { openSocketWindow } from '../helpers/socket-window.ts'

const missing = busMissing()
if (missing !== null) console.warn(`skipped: ${missing}, so no key of a portal is held`)

const announcing: AnnounceToPage[] = []
const { server, app, parley, renew, close } = await startAnsweredApp({
  beforeLoad: async page => {
    announcing.push(await standBetween(page))
  },
})
const announce: AnnounceToPage = (name, payload) => announcing[0]?.(name, payload)

afterAll(close)
beforeEach(renew)

test('a browser says that a key in every program needs the desktop app', async () => {
  await app.page.getByRole('button', { name: 'Settings', exact: true }).click()
  await app.page.getByRole('tab', { name: 'Talking' }).click()
  await app.page.getByText('A key that works in every program needs the desktop app.').waitFor()
  expect(await app.page.getByRole('textbox', { name: 'Key in every program' }).count()).toBe(0)
  await app.page.getByRole('button', { name: 'Close settings' }).click()
})

test('where there can be one, it is entered, and one that cannot be taken is refused in words', async () => {
  const window = await openSocketWindow(app.host.url)
  const status = await window.main.getStatus({})
  const can = (globalKey: KeyCapability) => announce('statusChanged', { status: { ...status, globalKey } })
  can({ kind: 'none', obstacle: 'not-chosen' })
  await app.page.getByRole('button', { name: 'Settings', exact: true }).click()
  await app.page.getByRole('tab', { name: 'Talking' }).click()
  const field = app.page.getByRole('textbox', { name: 'Key in every program' })
  await app.page.getByText('No key is chosen.').waitFor()
  await field.fill('Space')
  await field.press('Tab')
  await app.page.getByRole('alert').filter({ hasText: 'needed for typing' }).waitFor()
  await field.fill('ctrl + alt + space')
  await field.press('Tab')
  const chosen = async () => (await window.main.getSettings({})).talk.globalKey
  await expect.poll(chosen).toBe('Control+Alt+Space')
  expect(await app.page.getByRole('alert').count()).toBe(0)
  can({ kind: 'hold', trigger: 'Ctrl+Alt+Space' })
  await app.page.getByText('Hold it to talk. The system calls it: Ctrl+Alt+Space').waitFor()
  can({ kind: 'none', obstacle: 'taken' })
  await app.page.getByText('Another program has that key.').waitFor()
  await field.fill('')
  await field.press('Tab')
  await expect.poll(chosen).toBe('')
  await app.page.getByRole('button', { name: 'Press it instead' }).click()
  await app.page.keyboard.press('Space')
  await app.page.getByRole('alert').filter({ hasText: 'needed for typing' }).waitFor()
  await app.page.getByRole('button', { name: 'Press it instead' }).click()
  await app.page.keyboard.press('Control+Alt+F9')
  await expect.poll(chosen).toBe('Control+Alt+F9')
  await app.page.getByRole('button', { name: 'Press it instead' }).click()
  await app.page.keyboard.press('Escape')
  await app.page.getByRole('button', { name: 'Press it instead', pressed: false }).waitFor()
  expect([await chosen(), server.requests]).toEqual(['Control+Alt+F9', []])
  await field.fill('')
  await field.press('Tab')
  await expect.poll(chosen).toBe('')
  await window.close()
  await app.page.getByRole('button', { name: 'Close settings' }).click()
})

describe.skipIf(missing !== null)(`a key of the portal${missing === null ? '' : ` (skipped: ${missing})`}`, () => {
  async function portalKey() {
    const bus = await startPrivateBus()
    const portal = new ShortcutsPortal(bus.address)
    await portal.start()
    const capabilities: string[] = []
    const key = new PortalHoldKey({
      busAddress: bus.address,
      appId: 'org.parley.Parley',
      onMove: command => announce('talkCommanded', { command }),
      onCapability: ({ kind }) => capabilities.push(kind),
    })
    const accelerator = readAccelerator('Control+Alt+Space')
    if (typeof accelerator === 'string') throw new Error(accelerator)
    key.start(accelerator)
    await expect.poll(() => capabilities).toEqual(['hold'])
    const end = async () => {
      await key.stop()
      await portal.stop()
      await bus.close()
    }
    return { portal, end }
  }

  test('records while it is held and sends when it is let go', async () => {
    const { portal, end } = await portalKey()
    portal.move('Activated')
    await parley.recorded(1000)
    portal.move('Deactivated')
    await parley.answered(server.reply.words)
    expect(server.requests).toHaveLength(1)
    await end()
  })

  test('keeps a draft when the portal goes away while it is held', async () => {
    const { portal, end } = await portalKey()
    portal.move('Activated')
    await parley.recorded(1000)
    await portal.stop()
    await parley.log.getByText('Kept, because the release of the key was missed. Not sent yet.').waitFor()
    expect(server.requests).toEqual([])
    await end()
  })
})
