import { type Accelerator, type AcceleratorFault, readAccelerator, writeAccelerator } from '../../app/accelerator.ts'
import type { KeyCapability } from '../../app/global-key.ts'
import type { TalkCommand } from '../../app/talk-command.ts'
import type { HoldKeyPorts, HoldKeySource } from './hold-key-source.ts'

/** Presses that follow each other faster are a key that repeats while it is held. */
const REPEAT_MS = 300

/** What the key that works in every program is made of here. */
export interface GlobalKeyPorts {
  /** Takes a key away from all other programs; false when another has it. There is no telling when it is let go. */
  takeShortcut(accelerator: string, onPress: () => void): boolean
  /** Gives back what `takeShortcut` took. */
  returnShortcuts(): void
  /** What sees the key being held, in place of shortcuts; null where nothing does. */
  openHoldKey: ((ports: HoldKeyPorts) => HoldKeySource) | null
  command(command: TalkCommand): void
  onCapability(capability: KeyCapability): void
  /** A monotonic clock, in milliseconds. */
  now(): number
}

/** Which of the two is asked for a key: on Wayland a program sees the keys of others through the portal alone. */
export function isPortalSystem(platform: NodeJS.Platform, environment: Record<string, string | undefined>): boolean {
  return platform === 'linux' && (environment.XDG_SESSION_TYPE === 'wayland' || Boolean(environment.WAYLAND_DISPLAY))
}

/** The talk key that works in every program, as the settings have it. */
export class GlobalKey {
  readonly #ports: GlobalKeyPorts
  readonly #holdKey: HoldKeySource | null
  #chosen: string | null = null
  #isLocked = false
  #pressedAt = Number.NEGATIVE_INFINITY

  constructor(ports: GlobalKeyPorts) {
    this.#ports = ports
    this.#holdKey =
      ports.openHoldKey?.({
        onMove: move => this.#command(move),
        onCapability: capability => ports.onCapability(capability),
      }) ?? null
  }

  /** Takes the key the settings name now; empty for none. */
  choose(text: string): void {
    if (text === this.#chosen) return
    this.#chosen = text
    this.#ports.returnShortcuts()
    void this.#holdKey?.stop()
    this.#take(text)
  }

  /** The session is locked: whoever presses the key now does not see what it does. */
  lock(): void {
    this.#ports.command('lose')
    this.#isLocked = true
  }

  unlock(): void {
    this.#isLocked = false
    this.rearm()
  }

  /** Takes the key anew, after what may have made the system forget it. */
  rearm(): void {
    if (this.#chosen === null) return
    if (this.#holdKey && this.#chosen !== '') {
      this.#holdKey.rearm()
      return
    }
    this.#ports.returnShortcuts()
    this.#take(this.#chosen)
  }

  async close(): Promise<void> {
    this.#ports.returnShortcuts()
    await this.#holdKey?.stop()
  }

  #take(text: string): void {
    const accelerator = text === '' ? null : readAccelerator(text)
    if (accelerator !== null && typeof accelerator !== 'string' && this.#holdKey) this.#holdKey.start(accelerator)
    else this.#ports.onCapability(this.#capabilityOf(accelerator))
  }

  #capabilityOf(accelerator: Accelerator | AcceleratorFault | null): KeyCapability {
    if (accelerator === null) return { kind: 'none', obstacle: 'not-chosen' }
    if (typeof accelerator === 'string') return { kind: 'none', obstacle: 'not-a-key' }
    const isOurs = this.#ports.takeShortcut(writeAccelerator(accelerator), () => this.#toggle())
    return isOurs ? { kind: 'toggle', obstacle: 'releases-unseen' } : { kind: 'none', obstacle: 'taken' }
  }

  #toggle(): void {
    const at = this.#ports.now()
    const isRepeat = at - this.#pressedAt < REPEAT_MS
    this.#pressedAt = at
    if (!isRepeat) this.#command('toggle')
  }

  #command(command: TalkCommand): void {
    if (!this.#isLocked) this.#ports.command(command)
  }
}
