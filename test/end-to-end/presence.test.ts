import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { MiniMove, MiniView } from '../../app/contract/desktop-requests.ts'
import { miniViewOf } from '../../app/desktop/mini-view.ts'
import type { Presence, PresenceState } from '../../app/desktop/presence.ts'
import type { DesktopStatus } from '../../app/status.ts'
import { outFolder } from '../../build/bundles.ts'
import { microphoneFromFile } from '../../build/chromium.ts'
import { type BrowserHost, startBrowserHost } from '../../main/browser/host-server.ts'
import type { DesktopPorts } from '../../main/requests/desktop-requests.ts'
import { openKeptSecrets } from '../../main/secrets/kept-secrets.ts'
import { standBetween } from '../helpers/announcing.ts'
import { fixture } from '../helpers/app.ts'
import { brokenRules } from '../helpers/broken-rules.ts'
import { openMiniPage } from '../helpers/mini-page.ts'
import { SharedChromium } from '../helpers/shared-chromium.ts'
import { openSocketWindow } from '../helpers/socket-window.ts'

const asked: unknown[] = []
const shown = (state: PresenceState, words = '', appearance: MiniView['appearance'] = 'system') =>
  miniViewOf({ state, words }, { appearance, language: 'en', isMovedByPage: true })
let view = shown('idle')
const told: Presence[] = []
let loudest = 0
let moved: MiniMove | null = null
/** What a desktop does for its windows, noted. */
const desktop: DesktopPorts = {
  takePresence: presence => void told.push(presence),
  takeLevel: level => {
    loudest = Math.max(loudest, level)
  },
  showWindow: () => void asked.push('showWindow'),
  command: command => void asked.push(command),
  miniView: () => view,
  moveMini: move => {
    moved = move
  },
  hideMini: () => void asked.push('hideMini'),
  openSystemPage: async page => void asked.push(`page ${page}`),
  lookForUpdate: () => void asked.push('lookForUpdate'),
  fetchUpdate: () => void asked.push('fetchUpdate'),
  reveal: path => void asked.push(`reveal ${path}`),
}

const desktopStatus: DesktopStatus = {
  ...{
    platform: 'macos',
    hasTray: true,
    mayOpenAtLogin: true,
    mayHookKeys: true,
    packaging: null,
    microphone: 'granted',
  },
  hasSoundServer: true,
  updates: { way: 'installs', phase: 'off', version: '', notes: '', fault: null },
}

let folder = ''
let host: BrowserHost
let browser: SharedChromium

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-presence-'))
  await writeFile(join(folder, 'settings.json'), JSON.stringify({ setupDone: true, talk: { warmMs: 0 } }))
  host = await startBrowserHost({
    ...{ dataFolder: folder, host: 'desktop', version: '1.2.3', environment: {}, port: 0 },
    secrets: await openKeptSecrets({ folder, sealer: null }),
    desktop: { ...desktop, status: () => desktopStatus },
    rendererFolder: join(outFolder, 'renderer'),
  })
  browser = await SharedChromium.open(microphoneFromFile(fixture('golden-retriever.wav')))
})
afterAll(async () => {
  await browser?.close()
  await host?.close()
  await rm(folder, { recursive: true, force: true })
})
beforeEach(() => {
  asked.length = 0
  moved = null
  view = shown('idle')
})

test('a window tells what it does, how loud it is, what is answered and which microphones there are', async () => {
  const page = await browser.newPage()
  await page.goto(host.url)
  await page.getByRole('button', { name: 'Hold to talk' }).waitFor()
  await expect.poll(() => told.map(({ state }) => state)).toEqual(['idle'])
  await page.keyboard.down('Space')
  await expect.poll(() => loudest).toBeGreaterThan(0.3)
  await page.keyboard.up('Space')
  await expect.poll(() => told.at(-1)?.words).toMatch(/\w/)
  await expect.poll(() => told.at(-1)?.state).toBe('idle')
  const states = told.map(({ state }) => state).filter((state, i, all) => state !== all[i - 1])
  expect(states).toEqual(['idle', 'listening', 'sending', 'speaking', 'idle'])
  expect(told.at(-1)?.microphones.length).toBeGreaterThan(0)

  await page.getByRole('button', { name: 'Settings', exact: true }).click()
  await page.getByRole('tab', { name: 'Appearance' }).click()
  await page.getByRole('checkbox', { name: 'Closing the window leaves Parley in the tray' }).uncheck()
  await page.getByRole('checkbox', { name: 'Start with the system, hidden' }).check()
  await page.getByRole('radio', { name: 'Never' }).check()
  await page.reload()
  await page.getByRole('button', { name: 'Settings', exact: true }).click()
  await page.getByRole('tab', { name: 'Appearance' }).click()
  expect(await page.getByRole('checkbox', { name: 'Start with the system, hidden' }).isChecked()).toBe(true)
  await page.close()
})

test('what the system interrupts is kept as a draft, and the menu reaches the window', async () => {
  const page = await browser.newPage()
  const announce = await standBetween(page)
  await page.goto(host.url)
  await page.getByRole('button', { name: 'Hold to talk' }).waitFor()
  await expect.poll(() => told.at(-1)?.state).toBe('idle')
  await page.keyboard.down('Space')
  await expect.poll(() => told.at(-1)?.state).toBe('listening')
  // Long enough to be kept.
  await page.locator('.elapsed').filter({ hasText: '0:01' }).waitFor()
  announce('talkInterrupted', { reason: 'locked', isSilenced: false })
  await page.getByText('Kept, because the screen was locked.').waitFor()
  await page.keyboard.up('Space')
  announce('talkCommanded', { command: 'start' })
  await expect.poll(() => told.at(-1)?.state).toBe('listening')
  announce('talkCommanded', { command: 'escape' })
  await expect.poll(() => told.at(-1)?.words).toBe('Press Esc again to discard')
  announce('talkCommanded', { command: 'cancel' })
  await expect.poll(() => told.at(-1)).toMatchObject({ state: 'idle', words: '' })
  announce('menuChosen', { action: 'about' })
  await page.getByRole('button', { name: 'Reveal in Finder' }).click()
  await expect.poll(() => asked).toEqual([`reveal ${folder}`])
  await page.keyboard.press('Escape')
  announce('menuChosen', { action: 'private-conversation' })
  await page.getByRole('heading', { level: 1, name: 'Private conversation' }).waitFor()
  const box = page.getByRole('textbox', { name: 'Message' })
  await box.fill('A secret')
  await expect.poll(() => told.at(-1)?.losesPrivate).toBe(true)
  await box.fill('')
  await expect.poll(() => told.at(-1)?.losesPrivate).toBe(false)
  await page.close()
})

test('a microphone that the system forbids leads to the system’s settings, and is forgiven once it is allowed', async () => {
  desktopStatus.microphone = 'denied'
  const page = await browser.newPage()
  await page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError'))
  })
  await page.goto(host.url)
  await page.getByRole('button', { name: 'Hold to talk' }).waitFor()
  await page.keyboard.press('Space', { delay: 400 })
  await page.getByRole('alert').getByText('On this Mac: System Settings').waitFor()
  // Beside what to do there is room for what happened.
  expect((await page.getByRole('alert').boundingBox())?.height).toBeLessThan(200)
  // At 200 % zoom there is none for the talk button as well: it is reached by scrolling.
  await page.setViewportSize({ width: 480, height: 340 })
  await page.getByRole('alert').hover()
  await page.mouse.wheel(0, 1000)
  const button = page.getByRole('button', { name: 'Hold to talk' })
  await expect.poll(async () => ((await button.boundingBox())?.y ?? 340) < 340 - 64).toBe(true)
  await page.setViewportSize({ width: 1280, height: 720 })
  await page.getByRole('button', { name: 'Open system settings' }).click()
  await expect.poll(() => asked).toEqual(['page microphone'])
  desktopStatus.microphone = 'granted'
  // Whatever makes main tell anew how things are.
  const other = await openSocketWindow(host.url)
  await other.main.lookForPersonas({})
  await other.close()
  await page.getByRole('alert').waitFor({ state: 'detached' })
  await page.close()
})

test('asks before newer versions are looked for, tells of one and of what it brings, and has it fetched', async () => {
  const page = await browser.newPage()
  await page.goto(host.url)
  await page.getByRole('button', { name: 'Look for them' }).click()
  await expect.poll(() => asked).toEqual(['lookForUpdate'])
  await page.getByText('Look for new versions of Parley?').waitFor({ state: 'detached' })
  desktopStatus.updates = {
    ...{ way: 'installs', phase: 'available', version: '1.3.0', fault: null },
    notes: '### Added\n\n- <b>This</b>.',
  }
  const other = await openSocketWindow(host.url)
  await other.main.lookForPersonas({})
  await other.close()
  await page.getByText('Version 1.3.0 is available.').waitFor()
  await page.getByRole('button', { name: 'What it brings' }).click()
  expect(await page.getByRole('checkbox', { name: 'Look for new versions' }).isChecked()).toBe(true)
  await page.getByText('What version 1.3.0 brings').click()
  await page.getByText('• <b>This</b>.').waitFor()
  await page.getByRole('button', { name: 'Fetch version 1.3.0' }).click()
  await expect.poll(() => asked).toEqual(['lookForUpdate', 'fetchUpdate'])
  await page.close()
})

describe('the mini window', () => {
  test('shows what goes on and the last words, and holds the key in the window', async () => {
    // The accessibility check needs a context that is not a page's own.
    const context = await browser.newContext({ viewport: { width: 264, height: 72 } })
    const page = await context.newPage()
    const mini = await openMiniPage(page, host.url, desktop)
    const button = page.getByRole('button', { name: 'Hold to talk' })
    await page.getByRole('status').filter({ hasText: 'Ready' }).waitFor()
    await button.hover()
    await page.mouse.down()
    await page.mouse.move(200, 10)
    await page.mouse.up()
    await expect.poll(() => asked).toEqual(['hold', 'release'])
    expect(moved).toBeNull()
    await page.mouse.move(150, 36)
    await page.mouse.down()
    await page.mouse.move(300, 90)
    await page.mouse.up()
    await expect.poll(() => moved).toEqual({ grip: { x: 150, y: 36 }, at: null })
    await mini.announce('miniChanged', {
      view: shown('speaking', 'Patient and gentle.', 'dark'),
    })
    await page.getByText('Patient and gentle.').waitFor()
    await page.getByRole('status').filter({ hasText: 'Speaking' }).waitFor()
    await expect.poll(() => page.evaluate(() => document.documentElement.style.colorScheme)).toBe('dark')
    expect(await brokenRules(page)).toEqual([])
    await page.getByRole('button', { name: 'Open Parley' }).click()
    await page.getByRole('button', { name: 'Hide the mini window' }).click()
    await expect.poll(() => asked.slice(2)).toEqual(['showWindow', 'hideMini'])
    await context.close()
  })

  test('switches where it is pressed without a pointer, begins with what is so, and leaves moving to a system that wants that', async () => {
    view = { ...shown('listening', '', 'light'), isMovedByPage: false }
    const page = await browser.newPage({ viewport: { width: 264, height: 72 } })
    await openMiniPage(page, host.url, desktop)
    await page.getByRole('status').filter({ hasText: 'Recording' }).waitFor()
    expect(await page.locator('main').evaluate(one => getComputedStyle(one).getPropertyValue('app-region'))).toBe(
      'drag',
    )
    await page.mouse.move(150, 36)
    await page.mouse.down()
    await page.mouse.move(200, 60)
    await page.mouse.up()
    await page.getByRole('button', { name: 'Hold to talk', pressed: true }).press('Enter')
    await expect.poll(() => asked).toEqual(['toggle'])
    expect(moved).toBeNull()
    await page.close()
  })
})
