import type { Announce, RecordingEnd } from '../app/contract.ts'
import type { DraftReason, Turn } from '../app/conversation.ts'
import { type AppError, failWith, unhandled } from '../app/errors.ts'
import { BYTES_PER_SAMPLE, pcmDurationMs } from '../app/pcm.ts'
import { diskFailure } from './disk-failure.ts'
import type { Library, SoundFile } from './library/library.ts'

/** A recording that is being made, by the window that makes it. */
interface OpenRecording {
  windowId: string
  /** The sequence number of the next batch. */
  next: number
  /** Sample bytes in the file. */
  bytes: number
  /** Where samples go; a broken one was finished as a draft and refuses more, saying why. */
  state: { name: 'open'; file: SoundFile } | { name: 'broken'; failure: AppError }
}

/** Share of a recording that must be missing before it is worth telling (talk.md: captured under 90 % of elapsed time). */
const NOTABLE_MISSING_SHARE = 0.1

/**
 * The recordings being made, over all windows. Every batch is in its file when `append` returns, so that whatever happens to
 * the window, or to main, what was acknowledged is kept.
 */
export class Recordings {
  private readonly library: Library
  private readonly announce: Announce
  private readonly recordings = new Map<string, OpenRecording>()

  constructor(options: { library: Library; announce: Announce }) {
    this.library = options.library
    this.announce = options.announce
  }

  /** Begins a recording: the row is written, then the file opened. Throws bad_input when the turn exists, and disk_*. */
  start(begin: { turnId: string; conversationId: string; microphone: string }, windowId: string): void {
    const { turnId, conversationId, microphone } = begin
    this.library.createTurn({
      id: turnId,
      conversationId,
      status: 'recording',
      text: '',
      microphone,
      attachmentName: null,
    })
    try {
      const file = this.library.createSoundFile(turnId, 'recording')
      this.recordings.set(turnId, { windowId, next: 0, bytes: 0, state: { name: 'open', file } })
    } catch (error) {
      this.library.deleteTurn(turnId)
      throw diskFailure(error, this.library.folder)
    }
    this.announce('turnChanged', { turn: this.library.turn(turnId) })
  }

  /**
   * Adds the next samples and returns how many bytes the file holds. A batch that was already added is ignored; a gap, half a
   * sample or another window's recording is bad_input. When the disk fails, what is there becomes a draft and disk_* is thrown.
   */
  append(turnId: string, sequence: number, pcm: Uint8Array, windowId: string): number {
    const recording = this.ofWindow(turnId, windowId)
    if (recording.state.name === 'broken') throw recording.state.failure
    if (sequence < recording.next) return recording.bytes
    if (sequence > recording.next) {
      throw failWith('bad_input', { what: `batch ${recording.next} of the recording is missing` })
    }
    if (pcm.byteLength % BYTES_PER_SAMPLE !== 0) {
      throw failWith('bad_input', { what: 'a batch of the recording ends within a sample' })
    }
    try {
      recording.bytes = recording.state.file.append(pcm)
      recording.next++
      return recording.bytes
    } catch (error) {
      const failure = diskFailure(error, this.library.folder)
      this.keep(turnId, recording.state.file, recording.bytes, 'disk')
      recording.state = { name: 'broken', failure }
      throw failure
    }
  }

  /**
   * Ends a recording as the user meant it. With `send` the turn is whole and ready to be sent, which the caller does.
   * @param missingMs what the microphone failed to deliver
   * @returns the turn, or null when nothing was kept: it was discarded, or nothing had been recorded
   */
  finish(turnId: string, end: RecordingEnd, missingMs: number, windowId: string): Turn | null {
    const recording = this.ofWindow(turnId, windowId)
    this.recordings.delete(turnId)
    if (recording.state.name === 'broken') return this.endBroken(turnId, end)
    const { file } = recording.state
    if (end.kind === 'discard' || recording.bytes === 0) {
      file.discard()
      this.forget(turnId)
      return null
    }
    const durationMs = pcmDurationMs(recording.bytes)
    const isNotable = missingMs > NOTABLE_MISSING_SHARE * (durationMs + missingMs)
    try {
      file.finish()
      return this.change(turnId, { ...outcome(end), missingMs: isNotable ? missingMs : 0 })
    } catch (error) {
      throw diskFailure(error, this.library.folder)
    }
  }

  /** Whether a recording of this turn is being made. */
  isOpen(turnId: string): boolean {
    return this.recordings.has(turnId)
  }

  /** Drops the open recordings of a conversation that is about to be deleted. */
  conversationDeleted(conversationId: string): void {
    for (const [turnId, { state }] of this.recordings) {
      if (this.library.turn(turnId).conversationId !== conversationId) continue
      if (state.name === 'open') state.file.discard()
      this.recordings.delete(turnId)
    }
  }

  /** A window went away: what it was recording is kept as drafts. */
  windowClosed(windowId: string): void {
    for (const [turnId, recording] of this.recordings) {
      if (recording.windowId === windowId) this.closeAsDraft(turnId, recording)
    }
  }

  /** Parley ends: what any window was recording is kept as drafts. */
  close(): void {
    for (const [turnId, recording] of this.recordings) this.closeAsDraft(turnId, recording)
  }

  private ofWindow(turnId: string, windowId: string): OpenRecording {
    const recording = this.recordings.get(turnId)
    if (!recording) throw failWith('bad_input', { what: 'this recording is not being made' })
    if (recording.windowId !== windowId) {
      throw failWith('bad_input', { what: 'this recording is being made in another window' })
    }
    return recording
  }

  private closeAsDraft(turnId: string, { state, bytes }: OpenRecording): void {
    this.recordings.delete(turnId)
    if (state.name === 'open') this.keep(turnId, state.file, bytes, 'window-closed')
  }

  /** Makes a draft of a recording. When the disk refuses even that, the file stays and the next start recovers it. */
  private keep(turnId: string, file: SoundFile, bytes: number, draftReason: DraftReason): void {
    try {
      if (bytes === 0) {
        file.discard()
        this.forget(turnId)
        return
      }
      file.finish()
      this.change(turnId, { status: 'draft', draftReason })
    } catch {
      this.announce('turnChanged', { turn: this.library.turn(turnId) })
    }
  }

  private endBroken(turnId: string, end: RecordingEnd): Turn | null {
    if (end.kind === 'discard') {
      this.forget(turnId)
      return null
    }
    return end.kind === 'trash' ? this.change(turnId, outcome(end)) : this.library.turn(turnId)
  }

  private change(turnId: string, change: Partial<Turn>): Turn {
    const turn = this.library.changeTurn(turnId, change)
    this.announce('turnChanged', { turn })
    return turn
  }

  private forget(turnId: string): void {
    const { conversationId } = this.library.turn(turnId)
    this.library.deleteTurn(turnId)
    this.announce('turnDeleted', { turnId, conversationId })
  }
}

/** What a turn becomes when its recording ends that way. */
function outcome(end: RecordingEnd): Partial<Turn> {
  switch (end.kind) {
    case 'send':
      return { status: 'sending' }
    case 'draft':
      return { status: 'draft', draftReason: end.reason }
    case 'trash':
      return { status: 'trashed' }
    case 'discard':
      return {}
    default:
      throw unhandled(end)
  }
}
