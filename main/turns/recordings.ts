import type { Announce } from '../../app/contract.ts'
import type { DraftReason, RecordingEnd, Turn } from '../../app/conversation.ts'
import { AppError, failWith, toFailure, unhandled } from '../../app/errors.ts'
import { BYTES_PER_SAMPLE } from '../../app/pcm.ts'
import type { Talked } from '../../app/turns/turn-times.ts'
import type { Keeper } from '../keeping/keeping.ts'
import type { GrowingSound } from '../library/sounds/sounds.ts'

/** What a recording begins with; `profileId` and `personaId` are for a conversation that is new. */
export interface RecordingBegin {
  turnId: string
  conversationId: string
  microphone: string
  profileId?: string | null
  personaId?: string | null
}

/** Takes recordings as they are made. */
export interface RecordingListener {
  /** Samples were added, and are in the file. */
  appended(turnId: string, pcm: Uint8Array): void
  /** A recording ends, and is about to be kept. Returns whether all of it is in memory, so that it can be sent even if the disk fails. */
  ending(turnId: string, isToBeSent: boolean): boolean
}

/** A recording that is being made. */
interface OpenRecording {
  windowId: string
  conversationId: string
  file: GrowingSound
  /** The sequence number of the next batch. */
  next: number
  /** Why the disk took no more; the recording is a draft already then. Null while it does. */
  broken: { reason: unknown } | null
}

/**
 * The recordings being made, over all windows. Every batch is in its file when `append` returns, so that whatever happens to
 * the window, or to main, what was acknowledged is kept.
 */
export class Recordings {
  readonly #library: Keeper
  readonly #announce: Announce
  readonly #listener: RecordingListener | null
  readonly #recordings = new Map<string, OpenRecording>()
  /** Files of recordings that were sent, which the disk did not let be closed; by turn. */
  readonly #unclosed = new Map<string, GrowingSound>()

  constructor(options: { library: Keeper; announce: Announce; listener?: RecordingListener }) {
    this.#library = options.library
    this.#listener = options.listener ?? null
    this.#announce = options.announce
  }

  /** Whether anything is being recorded. */
  get isRecording(): boolean {
    return this.#recordings.size > 0
  }

  /** Begins a recording: the row is written, then the file opened. Throws bad_input when there is such a turn, and disk_*. */
  start(begin: RecordingBegin, windowId: string): void {
    const { turnId: id, ...rest } = begin
    this.closeLeft()
    this.#library.createTurn({ id, ...rest, status: 'recording', text: '', attachmentName: null })
    try {
      const file = this.#library.createSoundFile(id, 'recording')
      this.#recordings.set(id, { windowId, conversationId: begin.conversationId, file, next: 0, broken: null })
    } catch (error) {
      this.#library.deleteTurn(id)
      throw error
    }
    this.#announce('turnChanged', { turn: this.#library.turn(id) })
  }

  /**
   * Adds the next samples and returns how many bytes the file holds. A batch that was already added is ignored.
   * @throws bad_input for a gap, half a sample or another window's recording; not_found for a recording that has ended or was deleted; disk_*
   * when the disk fails, and then what is there has become a draft
   */
  append(turnId: string, sequence: number, pcm: Uint8Array, windowId: string): number {
    const recording = this.#ofWindow(turnId, windowId)
    if (recording.broken) throw recording.broken.reason
    if (sequence < recording.next) return recording.file.bytes
    if (sequence > recording.next) {
      throw failWith('bad_input', { what: { name: 'out_of_order' } })
    }
    if (pcm.byteLength % BYTES_PER_SAMPLE !== 0) {
      throw failWith('bad_input', { what: { name: 'out_of_order' } })
    }
    try {
      recording.file.append(pcm)
      recording.next++
    } catch (reason) {
      recording.broken = { reason }
      this.#listener?.ending(turnId, false)
      this.#keep(turnId, recording.file, 'disk')
      throw reason
    }
    this.#listener?.appended(turnId, pcm)
    return recording.file.bytes
  }

  /**
   * Ends a recording as the user meant it. With `send` the turn is whole and `sending`, and the caller sends it.
   * @param missingMs how much the microphone failed to deliver, where that is worth telling; else 0
   * @param talked when it was spoken; null when that is not known
   * @returns the turn, which is a draft when the disk had failed; null when nothing was kept: it was discarded, or empty
   * @throws disk_* when the disk fails now: the recording has ended all the same, and what is in its file stays. A recording that is to be
   * sent and is in memory as a whole goes on instead: the window is told, and the turn has no recording until its file can be closed
   */
  finish(
    turnId: string,
    end: RecordingEnd,
    missingMs: number,
    windowId: string,
    talked: Talked | null = null,
  ): Turn | null {
    const { file, broken } = this.#ofWindow(turnId, windowId)
    const isInMemory = this.#listener?.ending(turnId, end.kind === 'send' && !broken && file.bytes > 0) ?? false
    if (end.kind === 'drop' || file.bytes === 0) {
      this.#recordings.delete(turnId)
      if (!(broken && file.bytes === 0)) this.#drop(turnId, file)
      return null
    }
    const failure = this.#complete(turnId, file, isInMemory)
    if (failure) this.#announce('recordingBroken', { turnId, failure: toFailure(failure) }, windowId)
    this.#recordings.delete(turnId)
    if (end.kind === 'trash') {
      this.#library.changeTurn(turnId, { missingMs })
      const turn = this.#library.trashTurn(turnId, 'discarded')
      this.#announce('turnChanged', { turn })
      return turn
    }
    if (broken) return this.#library.turn(turnId)
    return this.#change(turnId, { ...outcomeOf(end), missingMs, talked })
  }

  /** Tries once more to close the files that the disk did not let be closed. If that fails too, the next start recovers them. */
  closeLeft(): void {
    for (const [turnId, file] of this.#unclosed) {
      try {
        file.finish()
        this.#unclosed.delete(turnId)
        this.#announce('turnChanged', { turn: this.#library.turn(turnId) })
      } catch (error) {
        // The turn was deleted meanwhile, and its file with it.
        if (error instanceof AppError && error.code === 'not_found') this.#unclosed.delete(turnId)
        else console.error(toFailure(error).message)
      }
    }
  }

  /** Forgets the open recordings of a conversation that is about to be deleted; their files go with it. */
  forgetConversation(conversationId: string): void {
    for (const [turnId, recording] of this.#recordings) {
      if (recording.conversationId !== conversationId) continue
      this.#listener?.ending(turnId, false)
      this.#recordings.delete(turnId)
    }
  }

  /** A window went away: what it was recording is kept as drafts. */
  windowClosed(windowId: string): void {
    for (const [turnId, recording] of this.#recordings) {
      if (recording.windowId === windowId) this.#endAsDraft(turnId, recording)
    }
  }

  /** Parley ends: what any window was recording is kept as drafts. */
  close(): void {
    this.closeLeft()
    for (const [turnId, recording] of this.#recordings) this.#endAsDraft(turnId, recording)
  }

  #ofWindow(turnId: string, windowId: string): OpenRecording {
    const recording = this.#recordings.get(turnId)
    if (!recording) throw failWith('not_found', { what: 'recording' })
    if (recording.windowId !== windowId) {
      throw failWith('bad_input', { what: { name: 'other_window' } })
    }
    return recording
  }

  #endAsDraft(turnId: string, { file, broken }: OpenRecording): void {
    this.#recordings.delete(turnId)
    this.#listener?.ending(turnId, false)
    if (!broken) this.#keep(turnId, file, 'window-closed')
  }

  /**
   * Finishes the file of a recording that ends.
   * @param goesOn whether the question is sent even if the disk fails; its file is then tried once more
   * @returns why the disk failed, if the question goes on; null when all went well
   * @throws disk_* if it does not go on: what there is becomes a draft
   */
  #complete(turnId: string, file: GrowingSound, goesOn: boolean): unknown {
    try {
      file.finish()
      return null
    } catch (error) {
      this.#recordings.delete(turnId)
      if (!goesOn) {
        this.#keep(turnId, file, 'disk')
        throw error
      }
      this.#unclosed.set(turnId, file)
      this.closeLeft()
      return error
    }
  }

  /** Makes a draft of what was recorded. When the disk refuses even that, the file stays and the next start recovers it. */
  #keep(turnId: string, file: GrowingSound, draftReason: DraftReason): void {
    try {
      if (file.bytes === 0) this.#drop(turnId, file)
      else {
        file.finish()
        this.#change(turnId, { status: 'draft', draftReason })
      }
    } catch (error) {
      console.error(error instanceof Error ? error.message : error)
    }
  }

  #change(turnId: string, change: Partial<Turn>): Turn {
    const turn = this.#library.changeTurn(turnId, change)
    this.#announce('turnChanged', { turn })
    return turn
  }

  #drop(turnId: string, file: GrowingSound): void {
    const { conversationId } = this.#library.turn(turnId)
    file.discard()
    this.#library.deleteTurn(turnId)
    this.#announce('turnDeleted', { turnId, conversationId })
  }
}

/** What a turn becomes when its recording ends that way. */
function outcomeOf(end: Extract<RecordingEnd, { kind: 'send' | 'draft' }>): Partial<Turn> {
  switch (end.kind) {
    case 'send':
      return { status: 'sending' }
    case 'draft':
      return { status: 'draft', draftReason: end.reason }
    default:
      throw unhandled(end)
  }
}
