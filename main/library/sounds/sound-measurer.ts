import { Worker } from 'node:worker_threads'
import { AppError, failWith } from '../../../app/errors.ts'
import type { PeaksAnswer } from './peaks-worker.ts'
import type { SoundMeasures } from './wav-file.ts'

const IDLE_MS = 10_000

/** The thread's script is beside this module, and beside the bundle that contains it. */
const peaksWorker = new URL(
  import.meta.url.endsWith('.ts') ? './peaks-worker.ts' : './peaks-worker.js',
  import.meta.url,
)

type Asked = PromiseWithResolvers<SoundMeasures | null>

/**
 * Measures sound files in a thread of its own, so that neither talking nor drawing waits for it. The latest request is measured first,
 * because that is what the user is looking at. The thread starts when it is needed and ends when it is idle. It keeps the process alive
 * only while it measures.
 */
export class SoundMeasurer {
  readonly #idleMs: number
  readonly #script: URL
  /** By path, the latest request last. The one under way is not among them. */
  readonly #waiting = new Map<string, Asked>()
  #underWay: { path: string; asked: Asked } | null = null
  #thread: Worker | null = null
  #idle: NodeJS.Timeout | undefined

  /**
   * @param options.idleMs how long the idle thread waits before it ends; 10 s by default
   * @param options.script what the thread runs instead of `peaks-worker.ts`
   */
  constructor({ idleMs = IDLE_MS, script = peaksWorker }: { idleMs?: number; script?: URL } = {}) {
    this.#idleMs = idleMs
    this.#script = script
  }

  /** Whether there is a thread. */
  get isRunning(): boolean {
    return this.#thread !== null
  }

  /**
   * Length, checksum and peaks of a sound file; null when it holds no sound that Parley could have written. A second request for it moves
   * it to the front.
   * @throws AppError disk_failed when it cannot be read, internal when the thread broke, cancelled after `close`
   */
  measure(path: string): Promise<SoundMeasures | null> {
    if (this.#underWay?.path === path) return this.#underWay.asked.promise
    const asked: Asked = this.#waiting.get(path) ?? Promise.withResolvers()
    this.#waiting.delete(path)
    this.#waiting.set(path, asked)
    this.#next()
    return asked.promise
  }

  /** Ends the thread and rejects all requests as cancelled. New requests are possible afterwards. */
  async close(): Promise<void> {
    const thread = this.#letGo(failWith('cancelled'))
    await thread?.terminate()
  }

  #next(): void {
    if (this.#underWay) return
    const newest = [...this.#waiting].at(-1)
    if (!newest) {
      this.#rest()
      return
    }
    const [path, asked] = newest
    clearTimeout(this.#idle)
    this.#waiting.delete(path)
    this.#underWay = { path, asked }
    this.#thread ??= this.#start()
    this.#thread.ref()
    this.#thread.postMessage(path)
  }

  #rest(): void {
    this.#thread?.unref()
    this.#idle = setTimeout(() => this.#letGo(failWith('cancelled'))?.terminate(), this.#idleMs)
    this.#idle.unref()
  }

  #start(): Worker {
    // mpg123 reports every damaged frame on standard error, so the thread has its own. It is not read, because that would keep the process
    // alive.
    const thread = new Worker(this.#script, { stderr: true })
    thread.on('message', (answer: PeaksAnswer) => {
      // A late answer of a thread that was ended is about another file.
      if (this.#thread !== thread) return
      const asked = this.#underWay?.asked
      this.#underWay = null
      if ('failure' in answer) asked?.reject(new AppError(answer.failure))
      else asked?.resolve(answer.measures)
      this.#next()
    })
    const broke = (said: string) => {
      if (this.#thread === thread) this.#letGo(failWith('internal', { what: { name: 'said', said } }))
    }
    thread.on('error', error => broke(`measuring sound failed (${error instanceof Error ? error.name : 'unknown'})`))
    thread.on('exit', () => broke('measuring sound ended'))
    return thread
  }

  /** Forgets the thread and rejects all its requests. */
  #letGo(error: AppError): Worker | null {
    clearTimeout(this.#idle)
    const thread = this.#thread
    const all = [...(this.#underWay ? [this.#underWay.asked] : []), ...this.#waiting.values()]
    this.#thread = null
    this.#underWay = null
    this.#waiting.clear()
    for (const asked of all) asked.reject(error)
    return thread
  }
}
