import { Variant } from 'dbus-native'
import type { Accelerator } from '../../app/desktop/accelerator.ts'
import type { KeyObstacle } from '../../app/desktop/global-key.ts'
import { desktopWords } from '../../app/words/desktop-words.ts'
import { portalTrigger } from './portal-trigger.ts'
import type { BusSignal, SessionBus } from './session-bus.ts'

/** Well-known name of the portal of the desktop. */
export const PORTAL = 'org.freedesktop.portal.Desktop'
const PATH = '/org/freedesktop/portal/desktop'
const SHORTCUTS = 'org.freedesktop.portal.GlobalShortcuts'
/** The id of Parley's only shortcut there. */
export const SHORTCUT_ID = 'talk'

/** Why the portal gave no key. */
export class PortalError extends Error {
  readonly obstacle: KeyObstacle

  constructor(obstacle: KeyObstacle) {
    super(obstacle)
    this.obstacle = obstacle
  }
}

/** A key as the portal has bound it. */
export interface BoundShortcut {
  session: string
  /** How the system displays the key. */
  trigger: string
}

/**
 * The GlobalShortcuts portal of a desktop (XDG desktop portals, version 1 of that interface), over one connection. Each method throws a
 * PortalError. Pass every signal of the bus to `hear`.
 */
export class ShortcutsPortal {
  readonly #bus: SessionBus
  readonly #awaited = new Map<string, PromiseWithResolvers<Record<string, unknown>>>()
  #requests = 0

  constructor(bus: SessionBus) {
    this.#bus = bus
  }

  /** Takes a signal, which may answer a request. */
  hear({ interface: name, member, path, body }: BusSignal): void {
    if (name !== 'org.freedesktop.portal.Request' || member !== 'Response') return
    const [code, results] = body
    // 0: done, 1: the user refused, 2: it ended in some other way.
    if (code === 0) this.#awaited.get(path)?.resolve(isRecord(results) ? results : {})
    else this.#awaited.get(path)?.reject(new PortalError(code === 1 ? 'portal-refused' : 'portal-failed'))
  }

  /** The portal is gone, so open requests will not be answered. */
  abandon(): void {
    for (const answer of this.#awaited.values()) answer.reject(new PortalError('portal-missing'))
  }

  /**
   * Registers Parley, opens a session and binds the key, for which the desktop may ask the user.
   * @param appId the name of Parley's desktop file. Some desktops refuse programs without an installed desktop file
   */
  async bind(appId: string, accelerator: Accelerator): Promise<BoundShortcut> {
    const portal = { destination: PORTAL, path: PATH }
    // Portals before 1.19 have no registry, and find out by themselves who is asking.
    await this.#bus
      .call({ ...portal, interface: 'org.freedesktop.host.portal.Registry' }, 'Register', 'sa{sv}', [appId, {}])
      .catch(() => undefined)
    const created = await this.#request('CreateSession', 'a{sv}', token => [
      { handle_token: new Variant('s', token), session_handle_token: new Variant('s', token) },
    ])
    const session = created.session_handle
    if (typeof session !== 'string') throw new PortalError('portal-failed')
    const shortcut = {
      description: new Variant('s', desktopWords.miniTalk),
      preferred_trigger: new Variant('s', portalTrigger(accelerator)),
    }
    const bound = await this.#request('BindShortcuts', 'oa(sa{sv})sa{sv}', token => [
      session,
      [[SHORTCUT_ID, shortcut]],
      '',
      { handle_token: new Variant('s', token) },
    ])
    const list = () =>
      this.#request('ListShortcuts', 'oa{sv}', token => [session, { handle_token: new Variant('s', token) }])
    const trigger = triggerIn(bound.shortcuts) ?? triggerIn((await list()).shortcuts)
    if (trigger === null) throw new PortalError('portal-refused')
    return { session, trigger }
  }

  /** Calls a method whose result comes later, as a signal of an object named after the caller and its token. */
  async #request(member: string, signature: string, bodyFor: (token: string) => unknown[]) {
    const token = `parley${++this.#requests}`
    const sender = (await this.#bus.name()).slice(1).replaceAll('.', '_')
    const path = `${PATH}/request/${sender}/${token}`
    const answer = Promise.withResolvers<Record<string, unknown>>()
    this.#awaited.set(path, answer)
    // It may be given up while the call below is still waiting; that call then reports it.
    answer.promise.catch(() => undefined)
    try {
      const portal = { destination: PORTAL, path: PATH, interface: SHORTCUTS }
      await this.#bus.call(portal, member, signature, bodyFor(token)).catch(error => {
        throw new PortalError(obstacleOf(error))
      })
      return await answer.promise
    } finally {
      this.#awaited.delete(path)
    }
  }
}

/** A portal without this interface is as good as none. */
function obstacleOf(error: unknown): KeyObstacle {
  const name = isRecord(error) && typeof error.dbusName === 'string' ? error.dbusName : ''
  return /\.(ServiceUnknown|NameHasNoOwner|UnknownMethod|UnknownInterface|UnknownObject)$|\.Spawn\./.test(name)
    ? 'portal-missing'
    : 'portal-failed'
}

function triggerIn(shortcuts: unknown): string | null {
  for (const one of Array.isArray(shortcuts) ? shortcuts : []) {
    const [id, properties] = Array.isArray(one) ? one : []
    if (id !== SHORTCUT_ID) continue
    const description = isRecord(properties) ? properties.trigger_description : ''
    return typeof description === 'string' ? description : ''
  }
  return null
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
