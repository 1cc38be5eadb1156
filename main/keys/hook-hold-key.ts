import { join } from 'node:path'
import { type Accelerator, writeAccelerator } from '../../app/desktop/accelerator.ts'
import type { KeyObstacle } from '../../app/desktop/global-key.ts'
import type { HoldKeyPorts, HoldKeySource } from './hold-key-source.ts'
import { RETRY_AFTER_MS, retryDelayMs } from './retry-schedule.ts'

/** What the process that was started reports. */
export interface HookProcessPorts {
  onMessage(message: unknown): void
  onExit(): void
}

/** What `HookHoldKey` needs. */
export interface HookHoldKeyOptions extends HoldKeyPorts {
  /** Absolute path of the native module (`hookModule`). */
  modulePath: string
  /** Why the hook must not be started now; null when it may be. */
  obstacle(): KeyObstacle | null
  /** Starts `key-hook.js` in a process of its own. Returns what ends it. */
  startProcess(args: readonly string[], ports: HookProcessPorts): () => void
  retryAfterMs?: readonly number[]
  armLimitMs?: number
}

/** How long the process may take until it sees keys. Without it libuiohook 1.5.5 would wait for ever when the X server is gone. */
const ARM_LIMIT_MS = 10_000

/** Where the native module for a kind of computer is. @param folder that of main's scripts */
export function hookModule(folder: string, platform: NodeJS.Platform, arch: string): string {
  return join(folder, 'key-hook', `${platform}-${arch}.node`)
}

/**
 * Why the hook must not be started; null when it may be. On macOS it is never started without the permission, because the system ends
 * programs that try.
 * @param isTrusted whether macOS lets Parley see keys (Accessibility)
 */
export function hookObstacle(machine: {
  platform: NodeJS.Platform
  hasModule: boolean
  isTrusted(): boolean
}): KeyObstacle | null {
  if (!machine.hasModule) return 'hook-missing'
  return machine.platform === 'darwin' && !machine.isTrusted() ? 'hook-not-allowed' : null
}

/**
 * The talk key on systems that do not report its release: a native hook, in a process of its own, sees the key being held. When that
 * process ends by itself, a hold under way is lost, and the process is restarted as often as `retry-schedule.ts` allows.
 */
export class HookHoldKey implements HoldKeySource {
  readonly #options: HookHoldKeyOptions
  #end: () => void = () => undefined
  #isHeld = false
  #failures = 0
  /** Runs until the process must see keys, or until it is restarted. */
  #timer: ReturnType<typeof setTimeout> | undefined
  /** The number of the present process; messages of earlier ones are ignored. */
  #attempt = 0

  constructor(options: HookHoldKeyOptions) {
    this.#options = options
  }

  start(accelerator: Accelerator): void {
    this.#failures = 0
    this.#begin(accelerator)
  }

  async stop(): Promise<void> {
    this.#finish()
  }

  #finish(): void {
    this.#attempt += 1
    clearTimeout(this.#timer)
    this.#end()
    this.#end = () => undefined
    if (this.#isHeld) this.#options.onMove('lose')
    this.#isHeld = false
  }

  #begin(accelerator: Accelerator): void {
    this.#finish()
    const attempt = this.#attempt
    const { obstacle, modulePath, startProcess } = this.#options
    const hindrance = obstacle()
    if (hindrance !== null) {
      this.#options.onCapability({ kind: 'none', obstacle: hindrance })
      return
    }
    this.#timer = setTimeout(() => this.#fail(accelerator), this.#options.armLimitMs ?? ARM_LIMIT_MS)
    this.#end = startProcess([modulePath, writeAccelerator(accelerator)], {
      onMessage: message => {
        if (attempt === this.#attempt) this.#hear(message)
      },
      onExit: () => {
        if (attempt === this.#attempt) this.#fail(accelerator)
      },
    })
  }

  #hear(message: unknown): void {
    if (message === 'armed') {
      clearTimeout(this.#timer)
      this.#options.onCapability({ kind: 'hold', trigger: '' })
    }
    if (message !== 'down' && message !== 'up') return
    this.#isHeld = message === 'down'
    this.#options.onMove(this.#isHeld ? 'hold' : 'release')
  }

  #fail(accelerator: Accelerator): void {
    this.#finish()
    this.#options.onCapability({ kind: 'none', obstacle: 'hook-failed' })
    this.#failures += 1
    const delayMs = retryDelayMs(this.#failures, this.#options.retryAfterMs ?? RETRY_AFTER_MS)
    if (delayMs !== null) this.#timer = setTimeout(() => this.#begin(accelerator), delayMs)
  }
}
