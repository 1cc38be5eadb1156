/** The two directions of sound between main and the audio thread: from the microphone, and of replies. */
export type SoundLine = 'capture' | 'playback'

/** The part of a `MessagePort` (of a page, a worker or Electron) that one end of a sound line uses. */
export interface SoundPort {
  /** Messages arrive in order. They are cloned, because Electron loses what is transferred to main (electron#34905). */
  postMessage(message: unknown): void
  /** Calls `hear` for every message from now on. */
  listen(hear: (message: unknown) => void): void
}

/** A message of the capture line: the next samples of a recording that is kept. */
export interface CapturedBatch {
  turnId: string
  pcm: Uint8Array
}

/**
 * A message of the playback line: the next samples of a reply, `offset` bytes from its beginning, which is played once `startMs`
 * milliseconds have arrived; and its end, after so many bytes.
 */
export type ReplySound =
  | { kind: 'push'; turnId: string; offset: number; pcm: Uint8Array; startMs: number }
  | { kind: 'end'; turnId: string; bytes: number }

/** Whether a message of the capture line is valid, because main trusts no window. */
export function isCapturedBatch(message: unknown): message is CapturedBatch {
  const { turnId, pcm } = (message ?? {}) as Partial<CapturedBatch>
  return typeof turnId === 'string' && pcm instanceof Uint8Array
}

/** Whether something is the name of a sound line. */
export function isSoundLine(name: unknown): name is SoundLine {
  return name === 'capture' || name === 'playback'
}
