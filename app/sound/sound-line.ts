/** The two ways of sound between main and the audio thread: the microphone's to main, the replies' from main. */
export type SoundLine = 'capture' | 'playback'

/** One end of a sound line: a `MessagePort` of a page, a worker or Electron, as far as it is used. */
export interface SoundPort {
  /** Messages arrive in order, and are cloned: Electron loses what is transferred to main (electron#34905). */
  postMessage(message: unknown): void
  /** Calls `hear` for every message from now on. */
  listen(hear: (message: unknown) => void): void
}

/** What goes along the capture line: the next samples of a recording that is kept. */
export interface CapturedBatch {
  turnId: string
  pcm: Uint8Array
}

/**
 * What goes along the playback line: the next samples of a reply, `offset` bytes from its beginning, of which `startMs` milliseconds are to have
 * come before it is heard, and its end after so many bytes.
 */
export type ReplySound =
  | { kind: 'push'; turnId: string; offset: number; pcm: Uint8Array; startMs: number }
  | { kind: 'end'; turnId: string; bytes: number }

/** Whether a message of the capture line is one: main trusts no window. */
export function isCapturedBatch(message: unknown): message is CapturedBatch {
  const { turnId, pcm } = (message ?? {}) as Partial<CapturedBatch>
  return typeof turnId === 'string' && pcm instanceof Uint8Array
}

/** Whether something names a sound line. */
export function isSoundLine(name: unknown): name is SoundLine {
  return name === 'capture' || name === 'playback'
}
