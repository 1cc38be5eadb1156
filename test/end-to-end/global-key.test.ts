import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { readAccelerator } from '../../app/desktop/accelerator.ts'
import type { KeyCapability } from '../../app/desktop/global-key.ts'
import type { DesktopStatus } from '../../app/status.ts'
import { PortalHoldKey } from '../../main/keys/portal-hold-key.ts'
import { type AnnounceToPage, standBetween } from '../helpers/announcing.ts'
import { startAnsweredApp } from '../helpers/answered-app.ts'
import { hookOn } from '../helpers/hooked.ts'
import { displayMissing, startDisplay } from '../helpers/own-display.ts'
import { busMissing, startPrivateBus } from '../helpers/private-bus.ts'
import { ShortcutsPortal } from '../helpers/shortcuts-portal.ts'
import { openSocketWindow } from '../helpers/socket-window.ts'

const missing = busMissing()
if (missing !== null) console.warn(`skipped: ${missing}, so no key of a portal is held`)

const noDisplay = displayMissing()
if (noDisplay !== null) console.warn(`skipped: ${noDisplay}, so no key of the native hook is held`)

const desktop: DesktopStatus = {
  ...{ platform: 'linux', hasTray: true, mayOpenAtLogin: true, mayHookKeys: true, packaging: null },
  ...{ microphone: 'unknown', hasSoundServer: true },
  updates: { way: 'installs', phase: 'off', version: '', notes: '', fault: null },
}

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
  await app.page.getByRole('button', { name: 'Press it instead' }).click()
  announce('talkCommanded', { command: 'hold' })
  await app.page.getByRole('button', { name: 'Press it instead', pressed: false }).waitFor()
  announce('talkCommanded', { command: 'release' })
  await parley.phase('Ready')
  expect([await chosen(), await window.main.listDrafts({}), server.requests]).toEqual(['Control+Alt+F9', [], []])
  await field.fill('')
  await field.press('Tab')
  await expect.poll(chosen).toBe('')
  const held = app.page.getByRole('checkbox', { name: 'Hold that key instead of pressing it twice' })
  expect(await held.count()).toBe(0)
  announce('statusChanged', { status: { ...status, desktop, globalKey: { kind: 'toggle', obstacle: 'hook-missing' } } })
  await held.check()
  await expect.poll(async () => (await window.main.getSettings({})).talk.hooksGlobalKey).toBe(true)
  await app.page.getByText('is not made for this kind of computer').waitFor()
  await held.uncheck()
  await app.page.getByRole('checkbox', { name: 'Esc counts in every program too' }).uncheck()
  await expect.poll(async () => (await window.main.getSettings({})).talk.takesEscape).toBe(false)
  await window.close()
  await app.page.getByRole('button', { name: 'Close settings' }).click()
})

test('setup tries it too: down and up where it is held, down and why where it is not', async () => {
  const window = await openSocketWindow(app.host.url)
  const status = await window.main.getStatus({})
  announce('statusChanged', { status: { ...status, globalKey: { kind: 'hold', trigger: '' } } })
  await window.main.changeSettings({ setupDone: false, talk: { globalKey: 'F13' } })
  await app.page.getByRole('button', { name: 'Next' }).click()
  await app.page.getByRole('button', { name: 'Next' }).click()
  const tried = app.page.getByRole('region', { name: 'Key in every program' })
  const seen = () =>
    tried.locator('[data-seen]').evaluateAll(marks => marks.map(mark => mark.getAttribute('data-seen')))
  await tried.getByText('F13').waitFor()
  announce('talkCommanded', { command: 'hold' })
  await expect.poll(seen).toEqual(['true', 'false'])
  announce('talkCommanded', { command: 'release' })
  await tried.getByText('The key works').waitFor()
  expect(await seen()).toEqual(['true', 'true'])
  announce('statusChanged', { status: { ...status, globalKey: { kind: 'toggle', obstacle: 'releases-unseen' } } })
  await tried.getByText('this system does not tell when it is let go').waitFor()
  expect(await seen()).toEqual(['true'])
  announce('statusChanged', { status })
  await tried.waitFor({ state: 'detached' })
  await app.page.getByRole('button', { name: 'Skip setup' }).click()
  await parley.phase('Ready')
  expect([await window.main.listDrafts({}), server.requests]).toEqual([[], []])
  await window.main.changeSettings({ talk: { globalKey: '' } })
  await window.close()
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
    await parley.recorded(400)
    portal.move('Deactivated')
    await parley.answered(server.reply.words)
    expect(server.requests).toHaveLength(1)
    await end()
  })

  test('keeps a draft when the portal goes away while it is held', async () => {
    const { portal, end } = await portalKey()
    portal.move('Activated')
    await parley.recorded(400)
    await portal.stop()
    await parley.log.getByText('Kept, because the release of the key was missed. Not sent yet.').waitFor()
    expect(server.requests).toEqual([])
    await end()
  })
})

describe.skipIf(noDisplay !== null)(
  `a key of the native hook${noDisplay === null ? '' : ` (skipped: ${noDisplay})`}`,
  () => {
    test('records while it is held, sends when it is let go, and keeps a draft when its process is killed', async () => {
      const display = await startDisplay()
      const capabilities: string[] = []
      // Started again, it would see the key being held still.
      const { key, processes } = hookOn(display.name, {
        retryAfterMs: [],
        onMove: command => announce('talkCommanded', { command }),
        onCapability: ({ kind }) => capabilities.push(kind),
      })
      key.start({ modifiers: ['Control', 'Alt'], key: 'Space' })
      await expect.poll(() => capabilities, { timeout: 10_000 }).toEqual(['hold'])
      await display.move('keydown', 'ctrl', 'alt', 'space')
      await parley.recorded(400)
      await display.move('keyup', 'space')
      await parley.answered(server.reply.words)
      expect(server.requests).toHaveLength(1)
      await display.move('keydown', 'space')
      await parley.recorded(400)
      processes[0]?.kill('SIGKILL')
      await parley.log.getByText('Kept, because the release of the key was missed. Not sent yet.').waitFor()
      expect(server.requests).toHaveLength(1)
      await key.stop()
      await display.close()
    })
  },
)
