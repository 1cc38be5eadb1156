import { createClient, type Message, Variant } from 'dbus-native'

const NAME = 'org.freedesktop.portal.Desktop'
const PATH = '/org/freedesktop/portal/desktop'
const SHORTCUTS = 'org.freedesktop.portal.GlobalShortcuts'

/** How the user, or the desktop, answers when a key is to be bound. */
export type PortalMood =
  | 'binds'
  | 'refuses'
  | 'fails'
  | 'binds nothing'
  | 'tells in the list alone'
  | 'has no shortcuts'

/** A desktop's portal with the part for shortcuts, on a bus, as the specification of XDG describes it. */
export class ShortcutsPortal {
  /** What was asked of it, by member; of what binds, the key that is preferred. */
  readonly asked: string[] = []
  mood: PortalMood
  readonly #address: string
  #bus: ReturnType<typeof createClient> | null = null
  #session = ''
  #owner = ''
  #shortcuts: unknown[] = []

  constructor(address: string, mood: PortalMood = 'binds') {
    this.#address = address
    this.mood = mood
  }

  /** Comes onto the bus. */
  async start(): Promise<void> {
    const bus = createClient({ busAddress: this.#address })
    this.#bus = bus
    const offer = (name: string, member: string, result: string, answer: (...args: never[]) => unknown) =>
      bus.setMethodCallHandler(PATH, name, member, [answer, result])
    offer('org.freedesktop.host.portal.Registry', 'Register', '', (appId: string) => {
      this.asked.push(`Register ${appId}`)
      return null
    })
    if (this.mood !== 'has no shortcuts') {
      offer(SHORTCUTS, 'CreateSession', 'o', (options: Options, message: Message) => {
        this.#owner = message.sender ?? ''
        this.#session = `${PATH}/session/${named(this.#owner)}/${options.session_handle_token}`
        return this.#request('CreateSession', options, message, 0, { session_handle: new Variant('s', this.#session) })
      })
      offer(SHORTCUTS, 'BindShortcuts', 'o', (...args: unknown[]) => this.#bind(...(args as BindArguments)))
      offer(SHORTCUTS, 'ListShortcuts', 'o', (_session: string, options: Options, message: Message) =>
        this.#request('ListShortcuts', options, message, 0, { shortcuts: new Variant('a(sa{sv})', this.#shortcuts) }),
      )
    }
    await bus.requestName(NAME, 4)
  }

  /** Leaves the bus, as a portal that crashed. */
  async stop(): Promise<void> {
    await this.#bus?.close()
    this.#bus = null
  }

  /** The user presses the key, or lets it go. */
  move(member: 'Activated' | 'Deactivated', shortcut = 'talk'): void {
    this.#bus?.sendSignal(PATH, SHORTCUTS, member, 'osta{sv}', [this.#session, shortcut, 1n, {}])
  }

  /** The desktop ends the session. */
  closeSession(): void {
    this.#bus?.sendSignal(this.#session, 'org.freedesktop.portal.Session', 'Closed', '', [])
  }

  #bind(...[_session, shortcuts, _window, options, message]: BindArguments): string {
    const [[id, { preferred_trigger: trigger }] = ['', { preferred_trigger: '' }]] = shortcuts
    const shown = [[id, { trigger_description: new Variant('s', `Press <${trigger}>`) }]]
    const isBound = this.mood === 'binds' || this.mood === 'tells in the list alone'
    this.#shortcuts = isBound ? shown : []
    const told = this.mood === 'binds' ? shown : []
    const code = this.mood === 'refuses' ? 1 : this.mood === 'fails' ? 2 : 0
    const results = { shortcuts: new Variant('a(sa{sv})', told) }
    return this.#request(`BindShortcuts ${trigger}`, options, message, code, results)
  }

  /** Notes what is asked, and answers it by a signal after the method has returned. */
  #request(what: string, options: Options, message: Message, code: number, results: object): string {
    this.asked.push(what)
    const path = `${PATH}/request/${named(message.sender ?? '')}/${options.handle_token}`
    setImmediate(() =>
      this.#bus?.sendSignal(path, 'org.freedesktop.portal.Request', 'Response', 'ua{sv}', [code, results]),
    )
    return path
  }
}

type Options = Record<string, string>
type BindArguments = [string, [string, { preferred_trigger: string }][], string, Options, Message]

function named(sender: string): string {
  return sender.slice(1).replaceAll('.', '_')
}
