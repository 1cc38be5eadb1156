import type { Accelerator } from '../../app/desktop/accelerator.ts'
import type { HoldKeyPorts, HoldKeySource } from './hold-key-source.ts'
import { RETRY_AFTER_MS, retryDelayMs } from './retry-schedule.ts'
import { type BusSignal, SessionBus } from './session-bus.ts'
import { type BoundShortcut, PORTAL, PortalError, SHORTCUT_ID, ShortcutsPortal } from './shortcuts-portal.ts'

/** What `PortalHoldKey` needs. */
export interface PortalHoldKeyOptions extends HoldKeyPorts {
  /** `DBUS_SESSION_BUS_ADDRESS`; empty when there is none. */
  busAddress: string
  /** The name of the desktop file, without its ending. */
  appId: string
  retryAfterMs?: readonly number[]
}

/**
 * The talk key on Wayland, where only the desktop sees every key. It is bound through the desktop's portal, which reports press and
 * release. If the portal goes away while the key is held, the release will never be reported, so the hold is lost. When the portal is back,
 * the key is bound anew.
 */
export class PortalHoldKey implements HoldKeySource {
  readonly #options: PortalHoldKeyOptions
  #accelerator: Accelerator | null = null
  #bus: SessionBus | null = null
  #portal: ShortcutsPortal | null = null
  #bound: BoundShortcut | null = null
  #isArming = false
  #isHeld = false
  #failures = 0
  #retry: ReturnType<typeof setTimeout> | undefined
  /** The number of the present attempt; results of earlier ones are ignored. */
  #attempt = 0

  constructor(options: PortalHoldKeyOptions) {
    this.#options = options
  }

  start(accelerator: Accelerator): void {
    this.#accelerator = accelerator
    this.#rearm()
  }

  /** Binds the key anew, after something that made the desktop forget it. */
  #rearm(): void {
    this.#failures = 0
    void this.#arm()
  }

  async stop(): Promise<void> {
    this.#accelerator = null
    await this.#disarm()
  }

  async #disarm(): Promise<void> {
    this.#attempt += 1
    clearTimeout(this.#retry)
    this.#lose()
    this.#bound = null
    this.#portal?.abandon()
    this.#portal = null
    const bus = this.#bus
    this.#bus = null
    await bus?.close()
  }

  /** Begins anew on a connection of its own, which ends every session of the earlier one. */
  async #arm(): Promise<void> {
    await this.#disarm()
    const attempt = this.#attempt
    const accelerator = this.#accelerator
    if (accelerator === null) return
    this.#isArming = true
    try {
      const bus = await this.#connect(attempt)
      const portal = new ShortcutsPortal(bus)
      if (attempt !== this.#attempt) return await bus.close()
      this.#bus = bus
      this.#portal = portal
      const rules = [`type='signal',sender='${PORTAL}'`, `type='signal',member='NameOwnerChanged',arg0='${PORTAL}'`]
      await bus.hear(rules, signal => this.#hear(signal, attempt))
      const bound = await portal.bind(this.#options.appId, accelerator)
      if (attempt !== this.#attempt) return
      this.#bound = bound
      this.#failures = 0
      this.#options.onCapability({ kind: 'hold', trigger: bound.trigger })
    } catch (error) {
      if (attempt === this.#attempt) this.#fail(error)
    } finally {
      if (attempt === this.#attempt) this.#isArming = false
    }
  }

  async #connect(attempt: number): Promise<SessionBus> {
    const { busAddress } = this.#options
    if (busAddress === '') throw new PortalError('no-session-bus')
    const onLost = () => {
      if (attempt === this.#attempt) this.#fail(new PortalError('no-session-bus'))
    }
    return SessionBus.connect(busAddress, onLost).catch(() => {
      throw new PortalError('no-session-bus')
    })
  }

  #fail(error: unknown): void {
    const obstacle = error instanceof PortalError ? error.obstacle : 'portal-failed'
    this.#lose()
    this.#bound = null
    this.#options.onCapability({ kind: 'none', obstacle })
    this.#failures += 1
    // If the user or the desktop has refused, it is not asked again.
    const delayMs =
      obstacle === 'portal-refused' ? null : retryDelayMs(this.#failures, this.#options.retryAfterMs ?? RETRY_AFTER_MS)
    if (delayMs === null) return
    clearTimeout(this.#retry)
    this.#retry = setTimeout(() => void this.#arm(), delayMs)
  }

  #hear(signal: BusSignal, attempt: number): void {
    if (attempt !== this.#attempt) return
    this.#portal?.hear(signal)
    const { interface: name, member, path, body } = signal
    if (member === 'NameOwnerChanged' && body[0] === PORTAL) {
      if (body[2] === '') this.#losePortal()
      else if (!this.#isArming && this.#bound === null) this.#rearm()
      return
    }
    if (this.#bound === null) return
    const isClosed = name === 'org.freedesktop.portal.Session' && member === 'Closed'
    if (isClosed && path === this.#bound.session) {
      this.#rearm()
      return
    }
    if (body[0] !== this.#bound.session || body[1] !== SHORTCUT_ID) return
    if (member === 'Activated') this.#move(true)
    if (member === 'Deactivated') this.#move(false)
  }

  #losePortal(): void {
    this.#lose()
    this.#bound = null
    this.#portal?.abandon()
    this.#options.onCapability({ kind: 'none', obstacle: 'portal-missing' })
  }

  /** A second press is reported even during a hold: the release between them was missed, and the talk step can handle that. */
  #move(isDown: boolean): void {
    this.#isHeld = isDown
    this.#options.onMove(isDown ? 'hold' : 'release')
  }

  #lose(): void {
    if (!this.#isHeld) return
    this.#isHeld = false
    this.#options.onMove('lose')
  }
}
