import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Output } from '../../app/contract.ts'
import {
  askMain,
  desktopDataFolder,
  desktopMissing,
  miniPage,
  type RunningDesktop,
  startDesktop,
} from '../helpers/desktop.ts'
import { busMissing, startPrivateBus } from '../helpers/private-bus.ts'
import { startTrayWatcher } from '../helpers/tray-watcher.ts'

const missing = desktopMissing()

describe.skipIf(missing !== null)(`the desktop app${missing === null ? '' : ` (skipped: ${missing})`}`, () => {
  let folder: Awaited<ReturnType<typeof desktopDataFolder>>
  let desktop: RunningDesktop

  beforeEach(async () => {
    folder = await desktopDataFolder()
    desktop = await startDesktop(folder.path)
  })
  afterEach(async () => {
    await desktop.close().catch(() => undefined)
    await folder.remove()
  })

  const phase = (name: string) => desktop.page.getByRole('status').filter({ hasText: name }).first()
  const drafts = () => askMain(desktop.page, 'listDrafts', {})

  test('closing the window keeps it in the tray where there is one, and ends it where there is none', async () => {
    const { electron, page } = desktop
    const { desktop: can } = await askMain(page, 'getStatus', {})
    const ended = electron.waitForEvent('close')
    const window = await electron.browserWindow(page)
    await window.evaluate(one => one.close())
    if (!can?.hasTray) return await ended
    const isVisible = () => window.evaluate(one => one.isVisible())
    await expect.poll(isVisible).toBe(false)
    await electron.evaluate(({ app }) => app.emit('activate'))
    await expect.poll(isVisible).toBe(true)
  })

  test.skipIf(process.platform !== 'linux' || busMissing() !== null)(
    'a desktop that comes to draw tray icons later keeps it there, and ends it when it draws none any more',
    async () => {
      await desktop.close()
      const bus = await startPrivateBus()
      const usual = process.env.DBUS_SESSION_BUS_ADDRESS
      process.env.DBUS_SESSION_BUS_ADDRESS = bus.address
      try {
        desktop = await startDesktop(folder.path)
        const { electron, page } = desktop
        const hasTray = async () => (await askMain(page, 'getStatus', {})).desktop?.hasTray
        expect(await hasTray()).toBe(false)
        const watcher = await startTrayWatcher(bus.address, true)
        await expect.poll(hasTray).toBe(true)
        const window = await electron.browserWindow(page)
        const close = () => window.evaluate(one => one.close())
        await close()
        await electron.evaluate(({ app }) => app.emit('activate'))
        await watcher.stop()
        await expect.poll(hasTray).toBe(false)
        const ended = electron.waitForEvent('close')
        await close().catch(() => undefined)
        await ended
      } finally {
        if (usual === undefined) delete process.env.DBUS_SESSION_BUS_ADDRESS
        else process.env.DBUS_SESSION_BUS_ADDRESS = usual
        await desktop.close().catch(() => undefined)
        await bus.close()
      }
    },
  )

  test('a window that is closed for good takes the mini window along, and ends it but on macOS', async () => {
    const { electron, page } = desktop
    await askMain(page, 'changeSettings', { desktop: { mini: 'always', staysInTray: false } })
    await miniPage(desktop)
    const ended = electron.waitForEvent('close')
    await electron.evaluate(({ BrowserWindow }) => {
      for (const window of BrowserWindow.getAllWindows()) if (window.isFocusable()) window.close()
    })
    if (process.platform !== 'darwin') return void (await ended)
    const shown = () =>
      electron.evaluate(
        ({ BrowserWindow }) => BrowserWindow.getAllWindows().filter(window => window.isVisible()).length,
      )
    await expect.poll(shown).toBe(0)
  })

  test('the mini window never takes the focus, asks for nothing but what it needs, and talks', async () => {
    const { electron, page } = desktop
    await askMain(page, 'changeSettings', { desktop: { mini: 'always' } })
    const mini = await miniPage(desktop)
    const button = mini.getByRole('button', { name: 'Hold to talk' })
    await button.waitFor()
    const made = await electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .filter(window => window.webContents.getURL().endsWith('/mini.html'))
        .map(window => ({ focusable: window.isFocusable(), onTop: window.isAlwaysOnTop(), shown: window.isVisible() })),
    )
    expect(made).toEqual([{ focusable: false, onTop: true, shown: true }])
    const zooms = await electron.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows().filter(one => one.isFocusable())
      window?.webContents.setZoomLevel(2)
      return BrowserWindow.getAllWindows().map(one => one.webContents.getZoomLevel())
    })
    expect(zooms.sort()).toEqual([0, 2])
    await expect(askMain(mini, 'getSettings', {})).rejects.toThrow('somewhere else')
    await askMain(mini, 'commandTalk', { command: 'toggle' })
    await phase('Recording, hands-free').waitFor()
    await mini.getByRole('status').filter({ hasText: 'Recording' }).waitFor()
    await mini.getByRole('button', { name: 'Hide the mini window' }).click()
    await expect.poll(async () => (await askMain(page, 'getSettings', {})).desktop.mini).toBe('never')
  })

  test('a window that crashes while it records is loaded again, and what was said is a draft', async () => {
    await desktop.page.keyboard.down('Space')
    await phase('Recording').waitFor()
    await desktop.page.locator('.elapsed').filter({ hasText: '0:01' }).waitFor()
    // Playwright has lost a page for good that crashed: what becomes of it is asked of its window.
    const window = await desktop.electron.browserWindow(desktop.page)
    await window.evaluate(({ webContents }) => {
      const isLoadedAgain = new Promise<void>(resolve => webContents.once('did-finish-load', () => resolve()))
      webContents.forcefullyCrashRenderer()
      return isLoadedAgain
    })
    const statuses = async () => {
      const script = "bridge.request('listDrafts', {})"
      const answer = await window.evaluate((one, asked) => one.webContents.executeJavaScript(asked), script)
      return (answer as { value: Output<'listDrafts'> }).value.map(({ status }) => status)
    }
    await expect.poll(statuses).toEqual(['draft'])
  })

  test('quitting while it records keeps a draft', async () => {
    await desktop.page.keyboard.down('Space')
    await phase('Recording').waitFor()
    await desktop.page.locator('.elapsed').filter({ hasText: '0:01' }).waitFor()
    const ended = desktop.electron.waitForEvent('close')
    await desktop.electron.evaluate(({ app }) => app.quit())
    await ended
    desktop = await startDesktop(folder.path)
    expect((await drafts()).map(({ draftReason }) => draftReason)).toEqual(['window-closed'])
  })

  test('a private conversation is asked about before it is lost, and stays unless that is wanted', async () => {
    const { electron, page } = desktop
    const answer = (response: number) =>
      electron.evaluate(({ app, dialog }, given) => {
        dialog.showMessageBox = async () => {
          Object.assign(process, { timesAsked: Number(Reflect.get(process, 'timesAsked') ?? 0) + 1 })
          return { response: given, checkboxChecked: false }
        }
        app.quit()
      }, response)
    const timesAsked = () => electron.evaluate(() => Reflect.get(process, 'timesAsked'))
    await page.getByRole('button', { name: 'New private conversation' }).click()
    await page.getByRole('textbox', { name: 'Message' }).fill('A secret')
    // By the time this is answered, main knows of the secret.
    await askMain(page, 'getStatus', {})
    await answer(0)
    await expect.poll(timesAsked).toBe(1)
    expect(await page.getByRole('textbox', { name: 'Message' }).inputValue()).toBe('A secret')
    const ended = electron.waitForEvent('close')
    await answer(1).catch(() => undefined)
    await ended
  })

  test('a fault in main is told, and what is recorded is a draft at the next start', async () => {
    const { electron, page } = desktop
    await page.keyboard.down('Space')
    await page.locator('.elapsed').filter({ hasText: '0:01' }).waitFor()
    const ended = electron.waitForEvent('close')
    await electron.evaluate(({ dialog }) => {
      dialog.showErrorBox = () => undefined
      setImmediate(() => {
        throw new Error('a fault')
      })
    })
    await ended
    desktop = await startDesktop(folder.path)
    expect((await drafts()).map(({ draftReason }) => draftReason)).toEqual(['window-closed'])
  })

  test.skipIf(process.platform === 'win32')(
    'a signal to end asks nobody, and what is recorded is a draft',
    async () => {
      const { electron, page } = desktop
      await page.getByRole('button', { name: 'New private conversation' }).click()
      await page.getByRole('textbox', { name: 'Message' }).fill('A secret')
      await page.getByRole('button', { name: 'New conversation', exact: true }).click()
      await page.keyboard.down('Space')
      await page.locator('.elapsed').filter({ hasText: '0:01' }).waitFor()
      const ended = electron.waitForEvent('close')
      electron.process().kill('SIGTERM')
      await ended
      desktop = await startDesktop(folder.path)
      expect((await drafts()).map(({ draftReason }) => draftReason)).toEqual(['window-closed'])
    },
  )

  test.each([
    ['lock-screen', 'Kept, because the screen was locked.'],
    ['suspend', 'Kept, because the computer went to sleep.'],
  ] as const)('%s ends what is recorded, as a draft', async (event, says) => {
    await desktop.page.keyboard.down('Space')
    await desktop.page.locator('.elapsed').filter({ hasText: '0:01' }).waitFor()
    await desktop.electron.evaluate(({ powerMonitor }, name) => powerMonitor.emit(name), event)
    await desktop.page.getByText(says).waitFor()
  })

  test('a microphone that is refused is told of in words, and nothing is recorded', async () => {
    const { electron, page } = desktop
    await electron.evaluate(({ session }) =>
      session
        .fromPartition('persist:ui')
        .setPermissionRequestHandler((_contents, _permission, answer) => answer(false)),
    )
    await page.keyboard.press('Space', { delay: 400 })
    await page.getByRole('alert').getByText('Parley may not use the microphone').waitFor()
    expect(await drafts()).toEqual([])
  })
})
