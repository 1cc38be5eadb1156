import { join } from 'node:path'
import { app, type BrowserWindow, ipcMain, powerMonitor, safeStorage, session } from 'electron/main'
import { serve } from '../../app/wire.ts'
import { openAssistant } from '../assistant.ts'
import { openKeptSecrets } from '../kept-secrets.ts'
import { chooseFolder } from './choose-folder.ts'
import { CommandRelay } from './command-relay.ts'
import { endOnFault, giveUp, saveOnQuit } from './ending.ts'
import { mainEnd } from './ipc-transport.ts'
import { setMenu } from './menu.ts'
import { openGlobalKey } from './open-global-key.ts'
import { endingOnce } from './orderly-end.ts'
import { allowMicrophone, lockNetwork } from './permissions.ts'
import { serveWindow } from './protocol.ts'
import { afterCrash } from './reload-limit.ts'
import { systemSealer } from './sealer.ts'
import { decideSecondStart } from './second-start.ts'
import { trustedWindowId, windowIdOf } from './sender.ts'
import type { StartOptions } from './start-options.ts'
import { createWindow, focusWindow } from './window.ts'
import { UI_PARTITION } from './window-options.ts'

/** How long saving may hold up the end. */
const SAVE_LIMIT_MS = 5000

/** What the desktop host is started with. */
export interface DesktopOptions {
  /** Absolute path of the data folder. */
  dataFolder: string
  /** The endpoint's variables, as `takeEndpointEnvironment` gave them. */
  environment: Record<string, string>
  start: StartOptions
}

/** Opens the assistant and its window, and keeps them until the application quits. Call when Electron is ready. */
export async function openDesktop({ dataFolder, environment, start }: DesktopOptions): Promise<void> {
  const { platform } = process
  const backend = platform === 'linux' ? safeStorage.getSelectedStorageBackend() : ''
  const sealer = systemSealer({ cipher: safeStorage, platform, backend })
  const secrets = await openKeptSecrets({ folder: dataFolder, sealer })
  const windows = new Map<string, BrowserWindow>()
  const relay: CommandRelay = new CommandRelay(command => announce('talkCommanded', { command }))
  const assistant = await openAssistant({
    dataFolder,
    host: 'desktop',
    version: app.getVersion(),
    secrets,
    environment,
    chooseFolder: windowId => chooseFolder(windows.get(windowId)),
    onWindowReady: () => {
      relay.windowReady()
      if (start.showsTimes) printTime('Window usable')
    },
  })
  const save = endingOnce(() => assistant.close(), SAVE_LIMIT_MS)
  endOnFault(save)
  saveOnQuit(save)

  const ui = session.fromPartition(UI_PARTITION)
  serveWindow(ui, join(import.meta.dirname, '..', 'renderer'), assistant.served)
  lockNetwork(ui)
  allowMicrophone(ui, contents => windows.has(windowIdOf(contents)))
  const transport = mainEnd(ipcMain, () => [...windows].map(([id, { webContents }]) => [id, webContents]))
  const announce = serve(transport, assistant.api, event => trustedWindowId(event, windows))
  assistant.announceTo(announce)
  powerMonitor.on('resume', () => assistant.networkReturned())
  const key = await openGlobalKey({
    command: command => relay.command(command),
    onCapability: capability => assistant.takeGlobalKey(capability),
  })
  assistant.followSettings(({ talk }) => key.choose(talk.globalKey))

  setMenu()
  const open = (isHidden = false) =>
    openWindow(windows, isHidden, windowId => {
      relay.windowGone()
      assistant.windowClosed(windowId)
    })
  const show = () => {
    const [window] = windows.values()
    if (window) focusWindow(window)
    else open()
  }
  app.on('second-instance', (_event, _args, _folder, data) => {
    const { command, showsWindow, complaint } = decideSecondStart(data)
    if (showsWindow) show()
    if (complaint !== null) assistant.notice(complaint)
    if (command !== null) relay.command(command)
  })
  app.on('activate', show)
  app.on('window-all-closed', () => (process.platform === 'darwin' ? undefined : app.quit()))
  open(start.isHidden)
  if (start.command !== null) relay.command(start.command)
}

/** Opens a window and tells when its page or the window itself goes away. */
function openWindow(windows: Map<string, BrowserWindow>, isHidden: boolean, onGone: (windowId: string) => void): void {
  const window = createWindow(isHidden)
  const { webContents } = window
  const windowId = windowIdOf(webContents)
  windows.set(windowId, window)
  webContents.on('did-navigate', () => onGone(windowId))
  window.on('closed', () => {
    windows.delete(windowId)
    onGone(windowId)
  })
  let crashes: readonly number[] = []
  webContents.on('render-process-gone', (_event, { reason }) => {
    onGone(windowId)
    const decision = afterCrash(reason, crashes, Date.now())
    crashes = decision.crashes
    if (decision.action === 'reload') webContents.reload()
    if (decision.action === 'give-up') giveUp()
  })
}

function printTime(step: string): void {
  const startedAt = process.getCreationTime() ?? performance.timeOrigin
  process.stdout.write(`${step}: ${Math.round(Date.now() - startedAt)} ms after the process started\n`)
}
