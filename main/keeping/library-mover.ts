import type { Announce } from '../../app/contract.ts'
import { failWith, toFailure } from '../../app/errors.ts'
import type { LibraryMove } from '../../app/library/library-move.ts'
import type { SettingsFile } from '../files/settings-file.ts'
import type { Library } from '../library/library.ts'
import {
  finishRemoval,
  giveUpMove,
  type MovePhase,
  type MoveResult,
  moveLibrary,
  prepareMove,
  standingMove,
} from '../library/move/move.ts'
import { putInForce } from './library-in-force.ts'

/** Progress is announced at most this often. */
const EVERY_MS = 100
/** How many paths are listed in the outcome at most. */
const TOLD_LIMIT = 20

/** What a library is moved with. */
export interface LibraryMoverOptions {
  library: Library
  settingsFile: SettingsFile
  dataFolder: string
  /** Whether anything uses the library's files that must come to its end first. */
  isBusy: () => boolean
  announce: Announce
  /** The library is in another folder now. */
  onMoved: () => void
  /** A move has come to its end, or was stopped. */
  onEnded: () => void
}

/** Moves the library while windows look on: one move at a time, its progress announced. */
export class LibraryMover {
  readonly #options: LibraryMoverOptions
  #state: LibraryMove
  #run: { stop: AbortController; ended: Promise<void> } | null = null
  #told = { at: Number.NEGATIVE_INFINITY, phase: '' }

  constructor(options: LibraryMoverOptions) {
    this.#options = options
    this.#state = this.#standing(null)
  }

  /** Where it stands. */
  get state(): LibraryMove {
    return this.#state
  }

  /** Whether a move waits for others to come to their end. */
  get isWaiting(): boolean {
    return this.#state.name === 'moving' && this.#state.phase === 'waiting'
  }

  /** Begins to move the library, or goes on with what was cut off. Throws move_refused, move_no_room and disk_*. */
  start(folder: string): void {
    const { library, settingsFile, dataFolder, isBusy } = this.#options
    this.#needRest()
    const from = library.folder
    const target = prepareMove(library, folder, dataFolder)
    this.#begin(target, from, progress =>
      moveLibrary({
        ...{ library, target, isBusy, ...progress },
        switchTo: to => putInForce(to, dataFolder, settingsFile),
      }),
    )
  }

  /** Goes on with a move that was cut off, wherever that was. Throws as `start` does. */
  goOn(): void {
    const standing = standingMove(this.#options.library)
    if (standing.name === 'unfinished') this.start(standing.folder)
    if (standing.name === 'unremoved') this.finishRemoving()
  }

  /** Removes what the library was moved from, if that was cut off. */
  finishRemoving(): void {
    const { library } = this.#options
    const standing = standingMove(library)
    if (standing.name !== 'unremoved') return
    this.#needRest()
    this.#begin(library.folder, standing.folder, progress => finishRemoval({ library, ...progress }))
  }

  /** Stops and gives up what is left: the copy goes, or what the library was moved from stays. Throws disk_*. */
  async cancel(): Promise<void> {
    await this.close()
    await giveUpMove(this.#options.library)
    this.#tell({ name: 'none' })
  }

  /** Stops; what is left can be gone on with. */
  async close(): Promise<void> {
    this.#run?.stop.abort(failWith('cancelled'))
    await this.#run?.ended
  }

  #needRest(): void {
    if (this.#run) throw failWith('bad_input', { what: { name: 'begun_already' } })
  }

  #begin(
    to: string,
    from: string,
    work: (progress: { signal: AbortSignal; onProgress: Progress }) => Promise<MoveResult>,
  ): void {
    const { library, onMoved, onEnded } = this.#options
    const stop = new AbortController()
    let folder = library.folder
    const onProgress: Progress = (phase, doneBytes, totalBytes) => {
      if (library.folder !== folder) {
        folder = library.folder
        onMoved()
      }
      const isDue = phase !== this.#told.phase || performance.now() - this.#told.at >= EVERY_MS
      if (isDue) this.#tell({ name: 'moving', folder: to, phase, doneBytes, totalBytes })
    }
    const ended = work({ signal: stop.signal, onProgress })
      .then(
        ({ left, damaged }) =>
          this.#tell({ name: 'moved', from, left: left.slice(0, TOLD_LIMIT), damaged: damaged.slice(0, TOLD_LIMIT) }),
        error => this.#tell(this.#standing(stop.signal.aborted ? null : error)),
      )
      .finally(() => {
        this.#run = null
        onEnded()
      })
    this.#run = { stop, ended }
  }

  #standing(error: unknown): LibraryMove {
    const standing = standingMove(this.#options.library)
    return standing.name === 'none' ? standing : { ...standing, failure: error === null ? null : toFailure(error) }
  }

  #tell(move: LibraryMove): void {
    this.#state = move
    this.#told = { at: performance.now(), phase: move.name === 'moving' ? move.phase : '' }
    this.#options.announce('moveProgressed', { move })
  }
}

type Progress = (phase: MovePhase, doneBytes: number, totalBytes: number) => void
