import type { KeyStatus, Status } from '../app/contract.ts'
import { toFailure } from '../app/errors.ts'
import type { Settings } from '../app/settings.ts'
import {
  checkKey,
  chooseEndpoint,
  ENTERED,
  type Endpoint,
  type EndpointChoice,
  kindOf,
  ownBaseUrl,
} from './endpoint/endpoint.ts'
import { noKey, type Secrets } from './secrets.ts'

/** What decides who answers. */
export interface ConnectionOptions {
  settings: () => Settings
  secrets: Secrets
  /** The endpoint's variables, as `takeEndpointEnvironment` gave them. */
  environment: Record<string, string | undefined>
  practiceUrl: string
}

/** Who answers right now, chosen anew at every question, and the key that goes with it. */
export class Connection {
  private readonly options: ConnectionOptions

  constructor(options: ConnectionOptions) {
    this.options = options
  }

  /** The endpoint as configured. Throws endpoint_* and key_* when it cannot be used like that. */
  endpoint(): Endpoint {
    return chooseEndpoint(this.choice())
  }

  /** The endpoint as the window may know it; why it cannot be used, if so. */
  describe(): Status['endpoint'] {
    try {
      const { kind, name, baseUrl, model, voice, keySource } = this.endpoint()
      // The practice partner answers as it is, whatever model and voice are asked for.
      const asked = kind === 'practice' ? { model: '', voice: '' } : { model, voice }
      return { kind, name, baseUrl, ...asked, keySource, failure: null }
    } catch (error) {
      const choice = this.choice()
      const { model, voice } = choice.settings
      const kind = kindOf(choice)
      // The environment's address may hold a password, which is then why it cannot be used.
      const baseUrl = kind === 'custom' ? choice.settings.baseUrl : ''
      return { kind, name: baseUrl, baseUrl, model, voice, keySource: '', failure: toFailure(error) }
    }
  }

  /** What may be said of the key the user entered for the present address. */
  keyStatus(): KeyStatus {
    const address = this.keyAddress()
    return address === null ? noKey : this.options.secrets.status(address)
  }

  /** Keeps a key for the present address. Throws key_malformed, or endpoint_* when that is no address. */
  async setKey(key: string): Promise<KeyStatus> {
    return this.options.secrets.set(checkKey(key, ENTERED), ownBaseUrl(this.options.settings().endpoint))
  }

  private choice(): EndpointChoice {
    const { settings, secrets, environment, practiceUrl } = this.options
    const address = this.keyAddress()
    const storedKey = address === null ? null : secrets.read(address)
    return { settings: settings().endpoint, environment, storedKey, practiceUrl }
  }

  /** The address a key belongs to, or null when the one in the settings is none: then no key can belong to it. */
  private keyAddress(): string | null {
    try {
      return ownBaseUrl(this.options.settings().endpoint)
    } catch {
      return null
    }
  }
}
