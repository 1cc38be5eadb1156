import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads'
import type { FolderReading } from './folder-reading.ts'

/** The thread's script is beside this module, and beside the bundle that contains it. */
const folderWorker = new URL(
  import.meta.url.endsWith('.ts') ? './folder-worker.ts' : './folder-worker.js',
  import.meta.url,
)
/** Starting a thread takes as long as reading so many folders. */
const WORTH_A_THREAD = 200
/** How long to wait for a thread that may be broken. */
const PATIENCE_MS = 10_000

/** How many folders the thread sends together. */
export const PORTION = 32
/** How many such portions may wait to be taken: some megabytes. */
export const PORTIONS_AHEAD = 8
/** Index in `progress` of the number of portions sent. */
export const SENT = 0
/** Index in `progress` of the number of portions taken. */
export const TAKEN = 1

/** A folder that the thread has read; null if it could not, so that the caller reads it itself and gets the error. */
export interface ReadFolder {
  folder: string
  reading: FolderReading | null
}

/** What the thread gets at its start. */
export interface ReadAheadTask {
  library: string
  folders: readonly string[]
  port: MessagePort
  progress: Int32Array
}

/**
 * Reads the folders of conversations in a thread while the rows of earlier ones are written, which takes about as long. The caller blocks
 * until a folder is read, because the library does not open before all are read.
 */
export class ReadAhead {
  readonly #progress = new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT))
  #port: MessagePort | null = null
  #thread: Worker | null = null
  #portion: ReadFolder[] = []

  /**
   * @param library the data folder
   * @param folders relative to it, in the order they are asked for
   */
  constructor(library: string, folders: readonly string[]) {
    if (folders.length < WORTH_A_THREAD) return
    const { port1, port2 } = new MessageChannel()
    const task: ReadAheadTask = { library, folders, port: port2, progress: this.#progress }
    this.#port = port1
    this.#thread = new Worker(folderWorker, { workerData: task, transferList: [port2] })
    // What the thread could not read is read here, where the error is reported.
    this.#thread.on('error', () => undefined)
  }

  /** The next folder that was read, skipping those before it; null when the caller must read it, for whatever reason. */
  next(folder: string): FolderReading | null {
    for (;;) {
      if (this.#portion.length === 0) this.#portion = this.#take()
      const found = this.#portion.shift()
      if (!found || found.folder === folder) return found?.reading ?? null
    }
  }

  /** Ends the thread, whether or not it is done. */
  close(): void {
    this.#port?.close()
    void this.#thread?.terminate()
    this.#port = this.#thread = null
  }

  #take(): ReadFolder[] {
    if (!this.#port) return []
    const taken = Atomics.load(this.#progress, TAKEN)
    while (Atomics.load(this.#progress, SENT) <= taken) {
      if (Atomics.wait(this.#progress, SENT, taken, PATIENCE_MS) !== 'timed-out') continue
      this.close()
      return []
    }
    Atomics.add(this.#progress, TAKEN, 1)
    Atomics.notify(this.#progress, TAKEN)
    return receiveMessageOnPort(this.#port)?.message ?? []
  }
}
