import { existsSync } from 'node:fs'
import { join } from 'node:path'
import {
  app,
  type BrowserWindow,
  ipcMain,
  MessageChannelMain,
  type MessagePortMain,
  nativeTheme,
  safeStorage,
  session,
  systemPreferences,
} from 'electron/main'
import { initialPresence } from '../../app/desktop/presence.ts'
import { serve } from '../../app/wire.ts'
import packageJson from '../../package.json' with { type: 'json' }
import { openAssistant } from '../assistant.ts'
import { flushCompiledSoon } from '../compile-cache.ts'
import { isPortalSystem } from '../keys/global-key.ts'
import { openKeptSecrets } from '../secrets/kept-secrets.ts'
import { mainEnd, sendEvent } from './ipc-transport.ts'
import { openGlobalKey } from './open-global-key.ts'
import { DesktopPresence } from './presence/desktop-presence.ts'
import { loginItem } from './presence/login-item.ts'
import { offerContextMenu, setMenu } from './presence/menu.ts'
import { askBeforeLeaving } from './start/ask-before-leaving.ts'
import { CommandRelay } from './start/command-relay.ts'
import { endOnFault, giveUp, saveOnQuit } from './start/ending.ts'
import { LeaveQuestion } from './start/leave-question.ts'
import { endingOnce } from './start/orderly-end.ts'
import type { SecondStarts } from './start/second-start.ts'
import type { StartOptions } from './start/start-options.ts'
import { chooseFolder } from './system/choose-folder.ts'
import { followSessionEnd, followSystem } from './system/follow-system.ts'
import { systemSealer } from './system/sealer.ts'
import { hasSoundServer, microphoneAccess, packagingOf } from './system/sound-access.ts'
import { answerSystem, type SystemDeeds, type SystemEvent } from './system/system-events.ts'
import { type SystemWays, systemWays } from './system/system-ways.ts'
import { UpdateKeeper } from './updates/update-keeper.ts'
import { updateWay } from './updates/update-way.ts'
import { allowMicrophone, lockNetwork } from './window/permissions.ts'
import { serveWindow } from './window/protocol.ts'
import { afterCrash } from './window/reload-limit.ts'
import { type Sender, trustedWindowId, windowIdOf } from './window/sender.ts'
import { bringBack, createWindow, focusWindow, hideWindow } from './window/window.ts'
import { type MainLineIpc, WindowLines } from './window/window-lines.ts'
import { UI_PARTITION } from './window/window-options.ts'
import { KeptWindowPlaces } from './window/window-places.ts'
import { isForMini, mayMiniAsk, onClose, platformName, startsHidden } from './window/window-roles.ts'

/** How long saving may hold up the end. */
const SAVE_LIMIT_MS = 5000

/** What the desktop host is started with. */
export interface DesktopOptions {
  /** Absolute path of the data folder. */
  dataFolder: string
  /** The endpoint's variables, as `takeEndpointEnvironment` gave them. */
  environment: Record<string, string>
  start: StartOptions
  secondStarts: SecondStarts
}

/** Opens the assistant and its window, and keeps them until the application quits. Call when Electron is ready. */
export async function openDesktop(options: DesktopOptions): Promise<void> {
  const { dataFolder, environment, start, secondStarts } = options
  const { platform } = process
  const ways = systemWays(platform)
  const backend = ways.namesKeyring ? safeStorage.getSelectedStorageBackend() : ''
  const sealer = systemSealer({ cipher: safeStorage, platform, backend })
  const secrets = await openKeptSecrets({ folder: dataFolder, sealer })
  const places = new KeptWindowPlaces(join(dataFolder, 'desktop'))
  const windows = new Map<string, BrowserWindow>()
  let isQuitting = false
  const relay: CommandRelay = new CommandRelay(
    command => announce('talkCommanded', { command }),
    () => (windows.size === 0 ? open(true) : undefined),
  )
  const machine = {
    platform,
    environment: process.env,
    home: app.getPath('home'),
    isPackaged: app.isPackaged,
    executable: app.getPath('exe'),
    resources: process.resourcesPath,
    productName: packageJson.productName,
  }
  const login = loginItem(machine, packageJson.desktopName.replace(/\.desktop$/, ''))
  const updates = new UpdateKeeper({
    way: updateWay(machine, existsSync),
    openUpdater: async () => (await import('electron-updater')).default.autoUpdater,
  })
  const isWayland = isPortalSystem(platform, process.env)
  const presence = new DesktopPresence({
    ...{ places, updates, loginItem: login, takesFocus: isWayland, placesWindows: !isWayland },
    status: () => ({
      platform: platformName(platform),
      packaging: packagingOf(process.env),
      microphone: microphoneAccess(platform, () => systemPreferences.getMediaAccessStatus('microphone')),
      hasSoundServer: hasSoundServer(platform, process.env, existsSync),
      mayOpenAtLogin: login !== null,
      mayHookKeys: !isWayland,
    }),
    windows,
    showWindow: () => show(),
    command: command => relay.command(command),
  })
  const assistant = await openAssistant({
    dataFolder,
    host: 'desktop',
    version: app.getVersion(),
    secrets,
    environment,
    desktop: presence,
    preferredLanguages: app.getPreferredSystemLanguages(),
    chooseFolder: windowId => chooseFolder(windows.get(windowId)),
    onWindowReady: () => {
      relay.windowReady()
      flushCompiledSoon()
      if (start.showsTimes) printTime('Window usable')
    },
  })
  const save = endingOnce(() => assistant.close(), SAVE_LIMIT_MS)
  endOnFault(save)
  const leaving = new LeaveQuestion({
    losesPrivate: () => presence.losesPrivate,
    ask: () => askBeforeLeaving([...windows.values()][0]),
  })
  const mayQuit = () => {
    isQuitting = !leaving.waits(() => app.quit())
    return isQuitting
  }
  saveOnQuit(mayQuit, save)

  const ui = session.fromPartition(UI_PARTITION)
  serveWindow(ui, join(import.meta.dirname, '..', 'renderer'), assistant)
  lockNetwork(ui)
  allowMicrophone(ui, contents => windows.has(windowIdOf(contents)))
  const hearers = (event: string) => [...(isForMini(event) ? presence.minis : windows)]
  const windowOf = (event: Sender) => trustedWindowId(event, windows)
  const lines = new WindowLines(windowOf, (id, name, payload) => {
    const window = windows.get(id)
    if (window) sendEvent(window.webContents, name, payload)
  })
  lines.serve(lineIpc, () => new MessageChannelMain())
  const transport = mainEnd<Sender>(ipcMain, event =>
    hearers(event).map(([id, { webContents }]) => [id, lines.receiver(id, webContents)]),
  )
  const announce = serve(
    lines.over(transport),
    assistant.api,
    (event, name) => windowOf(event) ?? (mayMiniAsk(name) ? trustedWindowId(event, presence.minis) : null),
  )
  assistant.announceTo(announce)
  const key = await openGlobalKey({
    command: command => relay.command(command),
    onCapability: capability => assistant.takeGlobalKey(capability),
  })
  presence.begin(assistant, announce)
  // Nothing is awaited after this, so that a press in the tray or of the key always finds a window that can be shown.
  await followTray(ways, isThere => presence.takeTray(isThere))
  presence.onEscape = isMeant => key.takeEscape(isMeant)
  let staysInTray = true
  assistant.followSettings(settings => {
    staysInTray = settings.desktop.staysInTray
    if (ways.framesFollowProgram) nativeTheme.themeSource = settings.appearance
    key.choose(settings.talk)
    presence.takeSettings(settings)
  })

  const drawMenu = setMenu(action => {
    show()
    announce('menuChosen', { action })
  })
  assistant.followStatus(() => {
    drawMenu()
    presence.refresh()
  })
  const deeds: SystemDeeds = {
    interrupt: interruption => announce('talkInterrupted', interruption),
    ignoreKey: () => key.lock(),
    hearKey: () => key.unlock(),
    takeKeyAnew: () => key.rearm(),
    tryWaitingQuestions: () => assistant.networkReturned(),
    bringWindowsBack: () => {
      for (const window of windows.values()) bringBack(window)
    },
    end: () => {
      leaving.settle()
      updates.hold()
      app.quit()
    },
    note: what => console.error(what),
  }
  const hearSystem = (event: SystemEvent) => answerSystem(event, presence.state, deeds)
  followSystem(hearSystem)
  const open = (isHidden = false) => {
    const window = openWindow(createWindow(isHidden, places), windows, windowId => {
      relay.windowGone()
      lines.windowGone(windowId)
      leaving.pageGone()
      presence.takePresence(initialPresence)
      assistant.windowClosed(windowId)
    })
    offerContextMenu(window)
    followSessionEnd(window, hearSystem)
    window.on('close', event => {
      const isHidden = onClose({ isQuitting, hasTray: presence.hasTray, staysInTray }) === 'hide'
      if (!isHidden && !leaving.waits(() => window.close())) return
      event.preventDefault()
      if (isHidden) hideWindow(window)
    })
    window.on('closed', () => (ways.runsWithoutWindows ? undefined : app.quit()))
    const refresh = () => presence.refresh()
    window.on('focus', () => key.lookAgain())
    window.on('focus', refresh).on('blur', refresh).on('hide', refresh)
  }
  const show = () => {
    const [window] = windows.values()
    if (window) focusWindow(window)
    else open()
  }
  // Without this listener Electron would quit by itself once all windows are closed, on macOS too. Where Parley ends with its window, the
  // window's own `closed` sees to it: the mini window may still be there, hidden.
  app.on('window-all-closed', () => undefined)
  const { wasOpenedAtLogin } = app.getLoginItemSettings()
  open(startsHidden({ isHidden: start.isHidden, wasOpenedAtLogin, hasTray: presence.hasTray }))
  if (start.command !== null) relay.command(start.command)
  // A second start while the first is still opening means the same window.
  secondStarts.follow(({ command, showsWindow, notice }) => {
    if (showsWindow) show()
    if (notice !== null) assistant.notice(notice)
    if (command !== null) relay.command(command)
  })
  app.on('activate', show)
}

/** Tells whether there is a place for tray icons; on Linux the desktop is asked, and may come to have one later, or lose it. */
async function followTray({ mayLackTray }: SystemWays, tell: (isThere: boolean) => void): Promise<void> {
  if (!mayLackTray) return tell(true)
  const { watchTrayHost } = await import('./presence/tray-host.ts')
  const end = watchTrayHost(process.env.DBUS_SESSION_BUS_ADDRESS ?? '', tell)
  app.on('will-quit', () => void end())
}

/** Adds a window to the open ones, and calls `onGone` when its page or the window itself goes away. A page that crashes is loaded anew. */
function openWindow(
  window: BrowserWindow,
  windows: Map<string, BrowserWindow>,
  onGone: (windowId: string) => void,
): BrowserWindow {
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
  return window
}

/** Gives the window's end of a sound line to the very frame that asked for it. */
const lineIpc: MainLineIpc<Sender> = {
  on: (channel, open) => {
    ipcMain.on(channel, (event, line) => {
      open(event, line, port => event.senderFrame?.postMessage(channel, line, [port as MessagePortMain]))
    })
  },
}

function printTime(step: string): void {
  const startedAt = process.getCreationTime() ?? performance.timeOrigin
  process.stdout.write(`${step}: ${Math.round(Date.now() - startedAt)} ms after the process started\n`)
}
