import { type Accelerator, readAccelerator, writeAccelerator } from '../../app/desktop/accelerator.ts'
import type { KeyCapability, KeyObstacle } from '../../app/desktop/global-key.ts'
import type { TalkCommand } from '../../app/talk/talk-command.ts'
import type { HoldKeyPorts, HoldKeySource } from './hold-key-source.ts'

/** Presses that follow each other faster come from a held key that repeats. */
const REPEAT_MS = 300
/** The key's name in Electron. */
const ESCAPE = 'Escape'

/** What `GlobalKey` needs from the host. */
export interface GlobalKeyPorts {
  /** Registers a key, which other programs then no longer get; false when another program has it. Releases are not reported. */
  takeShortcut(accelerator: string, onPress: () => void): boolean
  /** Releases what `takeShortcut` registered. */
  returnShortcut(accelerator: string): void
  /** Whether `takeShortcut` is used at all. It is not where there is a portal, which provides every key. */
  hasShortcuts: boolean
  /** Opens what sees the key being held. Used instead of shortcuts if the user wants it, or if there are no shortcuts. */
  openHoldKey(ports: HoldKeyPorts): HoldKeySource
  /** The user has just switched the hook on. Only now may the system ask them to let Parley see keys. */
  onHookWanted(): void
  command(command: TalkCommand): void
  onCapability(capability: KeyCapability): void
  /** A monotonic clock, in milliseconds. */
  now(): number
}

/** Whether the portal provides keys: on Wayland a program sees keys pressed in others only through it. */
export function isPortalSystem(platform: NodeJS.Platform, environment: Record<string, string | undefined>): boolean {
  return platform === 'linux' && (environment.XDG_SESSION_TYPE === 'wayland' || Boolean(environment.WAYLAND_DISPLAY))
}

/** What the settings say about the key. */
export interface ChosenKey {
  /** The key; empty for none. */
  globalKey: string
  /** Whether it can be held where that takes the native hook. */
  hooksGlobalKey: boolean
  /** Whether Escape works in other programs too, while it is meant for Parley there. */
  takesEscape: boolean
}

/** The talk key that works in every program, as the settings have it. */
export class GlobalKey {
  readonly #ports: GlobalKeyPorts
  readonly #holdKey: HoldKeySource
  #chosen: ChosenKey | null = null
  /** Why it cannot be held, as last reported. */
  #obstacle: KeyObstacle | null = null
  #isLocked = false
  /** The shortcuts that are registered, the talk key and Escape. */
  readonly #taken = new Set<string>()
  #isEscapeMeant = false
  readonly #pressedAt = new Map<TalkCommand, number>()

  constructor(ports: GlobalKeyPorts) {
    this.#ports = ports
    this.#holdKey = ports.openHoldKey({
      onMove: move => this.#command(move),
      onCapability: capability => this.#hearHoldKey(capability),
    })
  }

  /** Registers the key that the settings name now. */
  choose({ globalKey, hooksGlobalKey, takesEscape }: ChosenKey): void {
    const before = this.#chosen
    this.#chosen = { globalKey, hooksGlobalKey, takesEscape }
    this.#considerEscape()
    if (globalKey === before?.globalKey && hooksGlobalKey === before.hooksGlobalKey) return
    if (before?.hooksGlobalKey === false && hooksGlobalKey) this.#ports.onHookWanted()
    this.rearm()
  }

  /** Escape in other programs is meant for Parley from now on, or no longer. Other programs get it unless it is. */
  takeEscape(isMeant: boolean): void {
    this.#isEscapeMeant = isMeant
    this.#considerEscape()
  }

  /**
   * The session is locked. Whoever presses the key now cannot see what it does, and passwords are typed, which nothing here needs to see.
   */
  lock(): void {
    this.#ports.command('lose')
    this.#isLocked = true
    this.#considerEscape()
    void this.#holdKey.stop()
  }

  unlock(): void {
    this.#isLocked = false
    this.#considerEscape()
    this.rearm()
  }

  /** Registers the key anew, after something that may have made the system forget it. */
  rearm(): void {
    if (this.#chosen === null || this.#isLocked) return
    this.#returnKey()
    void this.#holdKey.stop()
    this.#take(this.#chosen)
  }

  /** The user is back at the window, perhaps from the system's settings, where they may have allowed the key. */
  lookAgain(): void {
    if (this.#obstacle === 'hook-not-allowed') this.rearm()
  }

  async close(): Promise<void> {
    for (const accelerator of [...this.#taken]) this.#return(accelerator)
    await this.#holdKey.stop()
  }

  #take({ globalKey, hooksGlobalKey }: ChosenKey): void {
    const accelerator = this.#accelerator()
    if (globalKey === '') this.#tell({ kind: 'none', obstacle: 'not-chosen' })
    else if (accelerator === null) this.#tell({ kind: 'none', obstacle: 'not-a-key' })
    else if (hooksGlobalKey || !this.#ports.hasShortcuts) this.#holdKey.start(accelerator)
    else this.#tell(this.#shortcut(accelerator, 'releases-unseen'))
  }

  #accelerator(): Accelerator | null {
    const accelerator = readAccelerator(this.#chosen?.globalKey ?? '')
    return typeof accelerator === 'string' ? null : accelerator
  }

  /** Whatever prevents holding, a shortcut toggles meanwhile. */
  #hearHoldKey(capability: KeyCapability): void {
    const accelerator = this.#accelerator()
    this.#returnKey()
    if (capability.kind === 'hold' || accelerator === null || !this.#ports.hasShortcuts) this.#tell(capability)
    else this.#tell(this.#shortcut(accelerator, capability.obstacle))
  }

  #shortcut(accelerator: Accelerator, obstacle: KeyObstacle): KeyCapability {
    const isOurs = this.#takeFor(writeAccelerator(accelerator), 'toggle')
    return isOurs ? { kind: 'toggle', obstacle } : { kind: 'none', obstacle: 'taken' }
  }

  #tell(capability: KeyCapability): void {
    this.#obstacle = capability.kind === 'hold' ? null : capability.obstacle
    this.#ports.onCapability(capability)
  }

  #considerEscape(): void {
    const { globalKey = '', takesEscape = false } = this.#chosen ?? {}
    const isWanted =
      this.#isEscapeMeant && takesEscape && globalKey !== '' && this.#ports.hasShortcuts && !this.#isLocked
    if (!isWanted) this.#return(ESCAPE)
    else if (!this.#taken.has(ESCAPE)) this.#takeFor(ESCAPE, 'escape')
  }

  #returnKey(): void {
    for (const accelerator of [...this.#taken]) if (accelerator !== ESCAPE) this.#return(accelerator)
  }

  #takeFor(accelerator: string, command: TalkCommand): boolean {
    const isOurs = this.#ports.takeShortcut(accelerator, () => this.#hearPress(command))
    if (isOurs) this.#taken.add(accelerator)
    return isOurs
  }

  #return(accelerator: string): void {
    if (this.#taken.delete(accelerator)) this.#ports.returnShortcut(accelerator)
  }

  #hearPress(command: TalkCommand): void {
    const at = this.#ports.now()
    const isRepeat = at - (this.#pressedAt.get(command) ?? Number.NEGATIVE_INFINITY) < REPEAT_MS
    this.#pressedAt.set(command, at)
    if (!isRepeat) this.#command(command)
  }

  #command(command: TalkCommand): void {
    if (!this.#isLocked) this.#ports.command(command)
  }
}
