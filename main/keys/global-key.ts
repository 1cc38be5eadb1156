import { type Accelerator, readAccelerator, writeAccelerator } from '../../app/desktop/accelerator.ts'
import type { KeyCapability, KeyObstacle } from '../../app/desktop/global-key.ts'
import type { TalkCommand } from '../../app/talk/talk-command.ts'
import type { HoldKeyPorts, HoldKeySource } from './hold-key-source.ts'

/** Presses that follow each other faster are a key that repeats while it is held. */
const REPEAT_MS = 300
/** As Electron spells it. */
const ESCAPE = 'Escape'

/** What the key that works in every program is made of here. */
export interface GlobalKeyPorts {
  /** Takes a key away from all other programs; false when another has it. There is no telling when it is let go. */
  takeShortcut(accelerator: string, onPress: () => void): boolean
  /** Gives back what `takeShortcut` took. */
  returnShortcut(accelerator: string): void
  /** Whether `takeShortcut` is asked at all: where a portal is, it gives every key. */
  hasShortcuts: boolean
  /** What sees the key being held; used in place of shortcuts where the user wants it, or where there are none. */
  openHoldKey(ports: HoldKeyPorts): HoldKeySource
  /** The user has just switched the hook on: the one moment in which the system may ask them to let Parley see keys. */
  onHookWanted(): void
  command(command: TalkCommand): void
  onCapability(capability: KeyCapability): void
  /** A monotonic clock, in milliseconds. */
  now(): number
}

/** Which of the two is asked for a key: on Wayland a program sees the keys of others through the portal alone. */
export function isPortalSystem(platform: NodeJS.Platform, environment: Record<string, string | undefined>): boolean {
  return platform === 'linux' && (environment.XDG_SESSION_TYPE === 'wayland' || Boolean(environment.WAYLAND_DISPLAY))
}

/** What the settings say of the key. */
export interface ChosenKey {
  /** Which it is; empty for none. */
  globalKey: string
  /** Whether it shall be held where that takes the native hook. */
  hooksGlobalKey: boolean
  /** Whether Escape counts in other programs too, while it means Parley there. */
  takesEscape: boolean
}

/** The talk key that works in every program, as the settings have it. */
export class GlobalKey {
  readonly #ports: GlobalKeyPorts
  readonly #holdKey: HoldKeySource
  #chosen: ChosenKey | null = null
  /** Why it does less than hold, as far as was told last. */
  #obstacle: KeyObstacle | null = null
  #isLocked = false
  /** What was taken from other programs. */
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

  /** Takes the key the settings name now. */
  choose({ globalKey, hooksGlobalKey, takesEscape }: ChosenKey): void {
    const before = this.#chosen
    this.#chosen = { globalKey, hooksGlobalKey, takesEscape }
    this.#considerEscape()
    if (globalKey === before?.globalKey && hooksGlobalKey === before.hooksGlobalKey) return
    if (before?.hooksGlobalKey === false && hooksGlobalKey) this.#ports.onHookWanted()
    this.rearm()
  }

  /** Escape means Parley in other programs from now on, or no longer: until then nobody else gets it. */
  takeEscape(isMeant: boolean): void {
    this.#isEscapeMeant = isMeant
    this.#considerEscape()
  }

  /** The session is locked: whoever presses the key now does not see what it does, and passwords are typed that nothing need see. */
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

  /** Takes the key anew, after what may have made the system forget it. */
  rearm(): void {
    if (this.#chosen === null || this.#isLocked) return
    this.#returnKey()
    void this.#holdKey.stop()
    this.#take(this.#chosen)
  }

  /** Somebody is back at the window, perhaps from the system's settings: what the system forbade may be allowed now. */
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

  /** Whatever keeps the key from being held, a shortcut toggles meanwhile. */
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
