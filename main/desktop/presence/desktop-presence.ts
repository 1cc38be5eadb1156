import { app, type BrowserWindow } from 'electron/main'
import type { MiniMove, MiniView } from '../../../app/contract/desktop-requests.ts'
import type { Announce } from '../../../app/contract.ts'
import { miniViewOf } from '../../../app/desktop/mini-view.ts'
import { initialPresence, type Presence, type PresenceState } from '../../../app/desktop/presence.ts'
import { failureNotice } from '../../../app/notices.ts'
import { defaultSettings, type Settings } from '../../../app/settings.ts'
import type { DesktopStatus } from '../../../app/status.ts'
import type { Assistant } from '../../assistant.ts'
import type { DesktopPorts } from '../../requests/desktop-requests.ts'
import { openSystemPage, revealFolder } from '../system/open-elsewhere.ts'
import type { UpdateKeeper } from '../updates/update-keeper.ts'
import { afterCrash, type CrashDecision } from '../window/reload-limit.ts'
import { windowIdOf } from '../window/sender.ts'
import { createMini, moveMini, showMini } from '../window/window.ts'
import type { KeptWindowPlaces } from '../window/window-places.ts'
import { meansEscape, showsMini } from '../window/window-roles.ts'
import { applyLoginItem, type LoginItem, renewLoginItem } from './login-item.ts'
import { type OpenTray, openTray } from './tray.ts'

/** What `DesktopPresence` needs. */
export interface PresenceParts extends Pick<DesktopPorts, 'command' | 'showWindow'> {
  places: KeptWindowPlaces
  /** Whether every window that appears takes the focus. */
  takesFocus: boolean
  /** Whether Parley may decide where its windows are. */
  placesWindows: boolean
  status(): Omit<DesktopStatus, 'updates' | 'hasTray'>
  updates: UpdateKeeper
  loginItem: LoginItem | null
  /** The open windows, without the mini window. */
  windows: ReadonlyMap<string, BrowserWindow>
}

/** Parley outside its window: the tray's icon, the mini window, the start at login, newer versions. */
export class DesktopPresence implements DesktopPorts {
  /** The mini window, by its id; empty while there is none. */
  readonly minis = new Map<string, BrowserWindow>()
  /** Called with whether Escape in other programs is meant for Parley now. */
  onEscape: (isMeant: boolean) => void = () => undefined
  readonly #parts: PresenceParts
  #presence: Presence = initialPresence
  #settings: Settings = defaultSettings
  /** The latest choice; null before the settings are known. */
  #opensAtLogin: boolean | null = null
  #assistant: Assistant | null = null
  #announce: Announce = () => undefined
  #tray: OpenTray | null = null
  /** A mini window that crashes again soon after it was reopened is left closed. */
  #miniCrashes: CrashDecision = { action: 'ignore', crashes: [] }
  #known = ''

  constructor(parts: PresenceParts) {
    this.#parts = parts
  }

  /** Begins to show what the assistant does. Call when the assistant can answer. */
  begin(assistant: Assistant, announce: Announce): void {
    this.#assistant = assistant
    this.#announce = announce
    this.#parts.updates.begin(() => this.refresh())
  }

  /** The desktop has a place for tray icons now, or no longer. */
  takeTray(isThere: boolean): void {
    this.#tray?.close()
    this.#tray = isThere && this.#assistant !== null ? this.#openTray(this.#assistant) : null
    this.refresh()
  }

  /** Whether the tray can bring Parley back. */
  get hasTray(): boolean {
    return this.#tray !== null
  }

  takeSettings(settings: Settings): void {
    const { opensAtLogin } = settings.desktop
    if (this.#opensAtLogin === null) renewLoginItem(this.#parts.loginItem)
    else if (opensAtLogin !== this.#opensAtLogin) this.#attempt(this.#openAtLogin(opensAtLogin))
    this.#opensAtLogin = opensAtLogin
    this.#settings = settings
    this.#parts.updates.allow(settings.desktop.looksForUpdates === 'yes')
    this.refresh()
  }

  takePresence(presence: Presence): void {
    this.#presence = presence
    this.#parts.updates.takePresence(presence.state)
    this.refresh()
  }

  /** What the window reports that it is doing. */
  get state(): PresenceState {
    return this.#presence.state
  }

  /** Whether closing the window would lose a private conversation. */
  get losesPrivate(): boolean {
    return this.#presence.losesPrivate
  }

  status(): DesktopStatus {
    return { ...this.#parts.status(), hasTray: this.hasTray, updates: this.#parts.updates.view }
  }

  openSystemPage = openSystemPage
  reveal = revealFolder

  lookForUpdate(): void {
    this.#parts.updates.look()
  }

  fetchUpdate(): void {
    this.#parts.updates.fetch()
  }

  /** Shows the present state. Call also when the window comes to the front or leaves it. */
  refresh(): void {
    this.#tray?.draw()
    this.#lookAtSystem()
    const { takesFocus, places, windows } = this.#parts
    const isWindowInFront = [...windows.values()].some(window => window.isFocused())
    const now = { state: this.#presence.state, hasWindow: windows.size > 0, isWindowInFront, takesFocus }
    this.onEscape(meansEscape(now))
    const isLost = this.#assistant === null || this.#miniCrashes.action === 'give-up'
    const isWanted = !isLost && showsMini(this.#settings.desktop.mini, now)
    if (isWanted && this.minis.size === 0) this.#openMini()
    for (const [id, mini] of this.minis) {
      if (isWanted && !mini.isVisible()) showMini(mini, places)
      if (!isWanted && mini.isVisible()) mini.hide()
      this.#announce('miniChanged', { view: this.miniView() }, id)
    }
  }

  takeLevel(level: number): void {
    for (const [id, mini] of this.minis) if (mini.isVisible()) this.#announce('levelChanged', { level }, id)
  }

  command(command: Parameters<DesktopPorts['command']>[0]): void {
    this.#parts.command(command)
  }

  showWindow(): void {
    this.#parts.showWindow()
  }

  miniView(): MiniView {
    const { appearance } = this.#settings
    const language = this.#assistant?.status().language ?? 'en'
    return miniViewOf(this.#presence, { appearance, language, isMovedByPage: this.#parts.placesWindows })
  }

  moveMini(move: MiniMove): void {
    for (const mini of this.minis.values()) if (mini.isVisible()) moveMini(mini, move)
  }

  hideMini(): void {
    this.#chooseMini('never')
  }

  /** Asks the system again: a user who comes back from its settings may have allowed the microphone there. */
  #lookAtSystem(): void {
    const known = JSON.stringify(this.status())
    const isNew = this.#known !== '' && known !== this.#known
    this.#known = known
    if (isNew) this.#assistant?.desktopChanged()
  }

  #chooseMini(mini: Settings['desktop']['mini']): void {
    if (this.#assistant) this.#attempt(this.#assistant.api.changeSettings({ desktop: { mini } }, ''))
  }

  /** Does what the tray or the mini window asks for. If it fails, the window says so. */
  #attempt(deed: Promise<unknown>): void {
    deed.catch((error: unknown) => this.#assistant?.notice(failureNotice(error)))
  }

  #openTray(assistant: Assistant): OpenTray {
    const { api } = assistant
    return openTray(() => ({ presence: this.#presence, settings: this.#settings, status: assistant.status() }), {
      toggleTalk: () => this.command('toggle'),
      chooseMicrophone: microphone => this.#attempt(api.changeSettings({ microphone }, '')),
      chooseProfile: profileId => this.#attempt(api.chooseProfile({ profileId }, '')),
      choosePersona: personaId => this.#attempt(api.choosePersona({ personaId }, '')),
      chooseMini: mini => this.#chooseMini(mini),
      showWindow: () => this.showWindow(),
      quit: () => app.quit(),
    })
  }

  #openMini(): void {
    const mini = createMini(this.#parts.places)
    const id = windowIdOf(mini.webContents)
    this.minis.set(id, mini)
    mini.on('closed', () => this.minis.delete(id))
    mini.webContents.on('render-process-gone', (_event, { reason }) => {
      this.#miniCrashes = afterCrash(reason, this.#miniCrashes.crashes, Date.now())
      mini.destroy()
    })
  }

  async #openAtLogin(isWanted: boolean): Promise<void> {
    const failed = await applyLoginItem(this.#parts.loginItem, isWanted, item => {
      app.setLoginItemSettings(item)
      return app.getLoginItemSettings().status
    })
    if (failed !== null) this.#assistant?.notice(failed)
  }
}
