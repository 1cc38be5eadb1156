import type { AppUpdater } from 'electron-updater'
import type { PresenceState } from '../../../app/desktop/presence.ts'
import type { Updates } from '../../../app/desktop/updates.ts'
import {
  initialUpdates,
  releaseNotesOf,
  stepUpdates,
  type UpdateEvent,
  type UpdateState,
  updateFaultOf,
} from './update-policy.ts'

/** How long after the start Parley first looks for newer versions. By then nobody is waiting for the app. */
const FIRST_LOOK_MS = 60_000
const LOOK_EVERY_MS = 24 * 60 * 60_000

/** The part of electron-updater that is used. */
export type Updater = Pick<AppUpdater, 'checkForUpdates' | 'downloadUpdate' | keyof typeof updaterOptions>

/**
 * How electron-updater behaves: it does nothing by itself, never goes back to an older version, and installs what it downloaded when Parley
 * quits. It would also send an id of this installation, meant for staged releases; here that id is the same for everybody.
 */
const updaterOptions = {
  ...{ autoDownload: false, autoInstallOnAppQuit: true, allowDowngrade: false, allowPrerelease: false },
  ...{ disableWebInstaller: true, fullChangelog: false, logger: null },
  requestHeaders: { 'x-user-staging-id': 'none' },
}

/** What `UpdateKeeper` needs. */
export interface UpdateParts {
  way: Updates['way']
  /** Loads electron-updater. Called once, and only when looking is allowed. */
  openUpdater(): Promise<Updater>
}

/** Looks for newer versions of Parley and downloads them, as `update-policy.ts` decides. */
export class UpdateKeeper {
  readonly #parts: UpdateParts
  #state: UpdateState = initialUpdates
  #onChange: () => void = () => undefined
  #updater: Promise<Updater> | null = null
  /** The number of the latest attempt; results of earlier ones are ignored. */
  #attempt = 0
  #giveUp: () => void = () => undefined
  /**
   * Settles when nothing is being downloaded. electron-updater answers a second request with the first download, even while that is being
   * cancelled.
   */
  #fetching: Promise<unknown> = Promise.resolve()

  constructor(parts: UpdateParts) {
    this.#parts = parts
  }

  /**
   * From now on looks by itself, if this Parley can replace itself and looking is allowed. @param onChange called when there is something
   * new to show
   */
  begin(onChange: () => void): void {
    this.#onChange = onChange
    if (this.#parts.way !== 'installs') return
    setTimeout(() => this.look(), FIRST_LOOK_MS).unref()
    setInterval(() => this.look(), LOOK_EVERY_MS).unref()
  }

  /** What the window shows. */
  get view(): Updates {
    const { phase, version, notes, fault } = this.#state
    return { way: this.#parts.way, phase, version, notes, fault }
  }

  /** The user allows looking for newer versions, or forbids it. */
  allow(isAllowed: boolean): void {
    if (this.#parts.way === 'installs') this.#take({ type: isAllowed ? 'on' : 'off' })
  }

  look(): void {
    this.#take({ type: 'look' })
  }

  fetch(): void {
    this.#take({ type: 'fetch' })
  }

  /** Parley's state has changed: newer versions wait while somebody talks. */
  takePresence(state: PresenceState): void {
    this.#take({ type: 'presence', state })
  }

  /** Leaves the installation for another time: the system is ending programs, and would cut it off. */
  hold(): void {
    this.#take({ type: 'off' })
  }

  #take(event: UpdateEvent): void {
    const { state, deed } = stepUpdates(this.#state, event)
    const isNew = JSON.stringify(state) !== JSON.stringify(this.#state)
    this.#state = state
    if (deed === 'look') void this.#attend(updater => this.#look(updater))
    if (deed === 'fetch') void this.#attend(updater => this.#fetch(updater))
    if (deed === 'stop') this.#stop()
    if (deed === 'hold') void this.#hold()
    if (isNew) this.#onChange()
  }

  /** Runs something that takes a while. Its outcome is ignored if something else was begun meanwhile. */
  async #attend(deed: (updater: Updater) => Promise<UpdateEvent>): Promise<void> {
    this.#attempt++
    const attempt = this.#attempt
    const outcome = await this.#open()
      .then(deed)
      .catch((error: unknown): UpdateEvent => ({ type: 'failed', fault: updateFaultOf(error) }))
    if (attempt === this.#attempt) this.#take(outcome)
  }

  async #look(updater: Updater): Promise<UpdateEvent> {
    const found = await updater.checkForUpdates()
    if (!found?.isUpdateAvailable) return { type: 'nothing-newer' }
    const { version, releaseNotes } = found.updateInfo
    return { type: 'found', version, notes: releaseNotesOf(releaseNotes) }
  }

  /** Looks once more, because only that gives the token to cancel the download with. */
  async #fetch(updater: Updater): Promise<UpdateEvent> {
    const attempt = this.#attempt
    updater.autoInstallOnAppQuit = true
    await this.#fetching
    const found = await updater.checkForUpdates()
    const token = found?.isUpdateAvailable ? found.cancellationToken : undefined
    if (token === undefined) return { type: 'nothing-newer' }
    // Somebody may have begun to talk meanwhile.
    if (attempt !== this.#attempt) return { type: 'failed', fault: 'failed' }
    this.#giveUp = () => token.cancel()
    const fetching = updater.downloadUpdate(token)
    this.#fetching = fetching.catch(() => undefined)
    await fetching
    return { type: 'fetched' }
  }

  #stop(): void {
    this.#attempt++
    this.#giveUp()
    this.#giveUp = () => undefined
  }

  async #hold(): Promise<void> {
    const updater = await this.#updater
    if (updater !== null) updater.autoInstallOnAppQuit = false
  }

  #open(): Promise<Updater> {
    this.#updater ??= this.#parts.openUpdater().then(updater => Object.assign(updater, updaterOptions))
    return this.#updater
  }
}
