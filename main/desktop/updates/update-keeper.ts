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

/** How long after the start newer versions are first looked for: by then nobody waits for anything. */
const FIRST_LOOK_MS = 60_000
const LOOK_EVERY_MS = 24 * 60 * 60_000

/** What of electron-updater is used. */
export type Updater = Pick<AppUpdater, 'checkForUpdates' | 'downloadUpdate' | keyof typeof updaterOptions>

/**
 * How electron-updater is to behave: only as it is told, never backwards, and with what it fetched put in place when Parley is quit.
 * It would send an id of this installation, by which releases can be handed out step by step; everybody's is the same here.
 */
const updaterOptions = {
  ...{ autoDownload: false, autoInstallOnAppQuit: true, allowDowngrade: false, allowPrerelease: false },
  ...{ disableWebInstaller: true, fullChangelog: false, logger: null },
  requestHeaders: { 'x-user-staging-id': 'none' },
}

/** What keeping Parley up to date takes. */
export interface UpdateParts {
  way: Updates['way']
  /** Loads electron-updater; asked for once, and only when looking is allowed. */
  openUpdater(): Promise<Updater>
}

/** Looks for newer versions of Parley and fetches them, as `update-policy.ts` decides. */
export class UpdateKeeper {
  readonly #parts: UpdateParts
  #state: UpdateState = initialUpdates
  #onChange: () => void = () => undefined
  #updater: Promise<Updater> | null = null
  /** What is being fetched; what an earlier attempt comes to does not matter any more. */
  #attempt = 0
  #giveUp: () => void = () => undefined
  /** Ends when nothing is being fetched: electron-updater takes a second wish for the first, even while it gives that up. */
  #fetching: Promise<unknown> = Promise.resolve()

  constructor(parts: UpdateParts) {
    this.#parts = parts
  }

  /** Looks by itself from now on, where that is allowed. @param onChange when there is something new to show */
  begin(onChange: () => void): void {
    this.#onChange = onChange
    if (this.#parts.way !== 'installs') return
    setTimeout(() => this.look(), FIRST_LOOK_MS).unref()
    setInterval(() => this.look(), LOOK_EVERY_MS).unref()
  }

  /** What the window shows of it. */
  get view(): Updates {
    const { phase, version, notes, fault } = this.#state
    return { way: this.#parts.way, phase, version, notes, fault }
  }

  /** The user allows looking for newer versions, or does not. */
  allow(isAllowed: boolean): void {
    if (this.#parts.way === 'installs') this.#take({ type: isAllowed ? 'on' : 'off' })
  }

  look(): void {
    this.#take({ type: 'look' })
  }

  fetch(): void {
    this.#take({ type: 'fetch' })
  }

  /** Parley does something else, which newer versions wait for. */
  takePresence(state: PresenceState): void {
    this.#take({ type: 'presence', state })
  }

  /** Leaves what was fetched for another time: the system ends programs that take long, in the middle of an installation too. */
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

  /** Does something that takes a while; what comes of it counts unless something else was begun meanwhile. */
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

  /** Looks once more, because that gives what the fetching can be given up by. */
  async #fetch(updater: Updater): Promise<UpdateEvent> {
    const attempt = this.#attempt
    updater.autoInstallOnAppQuit = true
    await this.#fetching
    const found = await updater.checkForUpdates()
    const token = found?.isUpdateAvailable ? found.cancellationToken : undefined
    if (token === undefined) return { type: 'nothing-newer' }
    // Talking may have begun meanwhile.
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
