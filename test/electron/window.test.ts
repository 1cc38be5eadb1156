import { execFile } from 'node:child_process'
import { stat } from 'node:fs/promises'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { pcmDurationMs } from '../../app/pcm.ts'
import { findElectron } from '../../build/electron-runtime.ts'
import { fixture, soundFilesOf } from '../helpers/app.ts'
import {
  desktopArguments,
  desktopDataFolder,
  desktopMissing,
  type RunningDesktop,
  startDesktop,
} from '../helpers/desktop.ts'
import { correlate, pieceLikeness, readWavFile } from '../helpers/sound.ts'

/** How long the question of the fixture is. */
const SPEECH_MS = 2900

const missing = desktopMissing()
if (missing !== null) console.warn(`skipped: ${missing}, so the desktop window is not driven`)

describe.skipIf(missing !== null)(`the desktop window${missing === null ? '' : ` (skipped: ${missing})`}`, () => {
  let folder: Awaited<ReturnType<typeof desktopDataFolder>>
  let desktop: RunningDesktop

  beforeEach(async () => {
    folder = await desktopDataFolder()
    desktop = await startDesktop(folder.path)
  })
  afterEach(async () => {
    await desktop.close()
    await folder.remove()
  })

  const soundFile = async (side: 'you' | 'reply') =>
    (await soundFilesOf(folder.path)).find(path => path.endsWith(`-${side}.wav`)) ?? ''

  /** How much of the recording under way is on the disk. */
  async function recordedMs(): Promise<number> {
    const part = (await soundFilesOf(folder.path)).find(path => path.endsWith('.part'))
    return part === undefined ? 0 : pcmDurationMs((await stat(part)).size)
  }

  /** Speaks the question of the fixture by holding Space, and waits until its answer has come and was heard. */
  async function askAloud(): Promise<void> {
    const { electron, page } = desktop
    const phase = (name: string) => page.getByRole('status').filter({ hasText: name }).first()
    await page.keyboard.down('Space')
    await phase('Recording').waitFor()
    await expect.poll(recordedMs).toBeGreaterThan(SPEECH_MS)
    await page.keyboard.up('Space')
    await phase('Speaking').waitFor()
    const window = await electron.browserWindow(page)
    const isAudible = () => window.evaluate(({ webContents }) => webContents.isCurrentlyAudible())
    await expect.poll(isAudible).toBe(true)
    await expect.poll(() => soundFile('reply')).not.toBe('')
  }

  test('a question held with Space is answered aloud, and found again after a restart', async () => {
    await askAloud()
    const spoken = readWavFile(fixture('golden-retriever.wav'))
    const [recording, reply] = [readWavFile(await soundFile('you')), readWavFile(await soundFile('reply'))]
    // A busy machine takes some of it while the microphone opens and where it slips.
    const likeness = pieceLikeness(spoken.samples, recording.samples)
    expect(likeness.filter(one => one > 0.95).length).toBeGreaterThanOrEqual(3)
    expect(correlate(recording.samples, reply.samples).likeness).toBeGreaterThan(0.9)

    await desktop.close()
    desktop = await startDesktop(folder.path)
    const conversations = desktop.page.getByRole('list', { name: 'Conversations', exact: true }).getByRole('button')
    await conversations.first().waitFor()
    expect(await conversations.count()).toBe(1)
    await conversations.first().click()
    await desktop.page
      .getByRole('log', { name: 'Conversation' })
      .getByRole('button', { name: /^Play / })
      .first()
      .waitFor()
  })

  test('the page has the microphone and may notify, and has neither camera nor screen', async () => {
    const asked = await desktop.page.evaluate(async () => {
      const outcome = (stream: Promise<MediaStream>) =>
        stream.then(
          () => 'granted',
          (error: Error) => error.name,
        )
      return {
        microphone: await outcome(navigator.mediaDevices.getUserMedia({ audio: true })),
        camera: await outcome(navigator.mediaDevices.getUserMedia({ video: true })),
        both: await outcome(navigator.mediaDevices.getUserMedia({ audio: true, video: true })),
        notifications: await Notification.requestPermission(),
        mayNotify: Notification.permission,
      }
    })
    expect(asked).toEqual({
      microphone: 'granted',
      camera: 'NotAllowedError',
      both: 'NotAllowedError',
      notifications: 'granted',
      mayNotify: 'granted',
    })
  })

  test('the page stays where it is, opens nothing and reaches no network', async () => {
    const tried = await desktop.page.evaluate(async () => {
      const opened = window.open('https://example.com/')
      const fetched = await fetch('https://example.com/').then(
        () => 'answered',
        () => 'refused',
      )
      location.href = 'https://example.com/'
      return { opened, fetched }
    })
    const windows = await desktop.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map(window => window.webContents.getURL()),
    )
    expect({ tried, windows }).toEqual({
      tried: { opened: null, fetched: 'refused' },
      windows: ['app://bundle/index.html'],
    })
  })

  test('the page can be loaded anew by itself, as it is when its library is back', async () => {
    const { page } = desktop
    await page.evaluate(() => {
      Object.assign(window, { isTheOldOne: true })
      location.reload()
    })
    await expect.poll(() => page.evaluate(() => 'isTheOldOne' in window).catch(() => true)).toBe(false)
    await page.getByRole('button', { name: 'Hold to talk' }).waitFor()
  })

  test('the page has no Node and nothing of Electron but the bridge', async () => {
    const reach = await desktop.page.evaluate(() => {
      const { bridge } = window as unknown as { bridge: Record<string, unknown> }
      const known = ['require', 'process', 'Buffer', 'module', 'electron', 'ipcRenderer'].filter(name => name in window)
      return { known, bridge: Object.entries(bridge).map(([name, value]) => `${name}: ${typeof value}`) }
    })
    expect(reach).toEqual({ known: [], bridge: ['request: function', 'listen: function'] })
  })

  /** Starts Parley once more for the same data folder, and waits until that start has ended. */
  async function startAgain(...args: string[]): Promise<void> {
    const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
    await promisify(execFile)(findElectron(process.env) ?? '', [...desktopArguments(folder.path), ...sandbox, ...args])
  }

  test('a second start with --toggle records hands-free, another one sends', async () => {
    const phase = (name: string) => desktop.page.getByRole('status').filter({ hasText: name }).first()
    await startAgain('--toggle')
    await phase('Recording, hands-free').waitFor()
    await expect.poll(recordedMs).toBeGreaterThan(SPEECH_MS)
    await startAgain('--toggle')
    await phase('Speaking').waitFor()
  })

  test('the key that works in every program is taken and given back as the settings say', async () => {
    const { electron, page } = desktop
    const isTaken = () => electron.evaluate(({ globalShortcut }) => globalShortcut.isRegistered('Control+Alt+F10'))
    await page.getByRole('button', { name: 'Settings', exact: true }).click()
    await page.getByRole('tab', { name: 'Talking' }).click()
    const field = page.getByRole('textbox', { name: 'Key in every program' })
    await field.fill('ctrl+alt+f10')
    await field.press('Tab')
    await page.getByText('Press it to begin, press it again to send').waitFor()
    expect(await isTaken()).toBe(true)
    await field.fill('')
    await field.press('Tab')
    await page.getByText('No key is chosen.').waitFor()
    expect(await isTaken()).toBe(false)
  })

  test('a start with a link is refused in a sentence', async () => {
    await expect(startAgain('parley://toggle')).rejects.toThrow('Parley opens no links')
  })

  test('a second start with the same data folder ends at once and leaves one window', async () => {
    await startAgain()
    const windows = await desktop.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)
    expect(windows).toBe(1)
  })
})
