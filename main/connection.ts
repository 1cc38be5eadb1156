import type { Conversation } from '../app/conversation.ts'
import { failWith, toFailure } from '../app/errors.ts'
import type { Persona } from '../app/personas/personas.ts'
import { announcedShutdown } from '../app/profiles/shutdowns.ts'
import type { Settings } from '../app/settings.ts'
import type { KeyStatus, ProfileStatus } from '../app/status.ts'
import { parseBaseUrl } from './endpoint/base-url.ts'
import { asPersona, type Endpoint, endpointOf, type ProfileSecrets } from './endpoint/endpoint.ts'
import { chosenProfile, type KnownProfile, kindOfId, knownProfiles } from './profiles/known-profiles.ts'
import type { Learned } from './profiles/learned.ts'
import type { ModelLists } from './profiles/model-lists.ts'
import { lastFourOf, noSecrets, type Secrets } from './secrets/secrets.ts'

/** A conversation's own profile and persona, if it has any. */
type OwnChoices = Pick<Conversation, 'profileId' | 'personaId'>

/** What decides who answers. */
export interface ConnectionOptions {
  settings: () => Settings
  secrets: Secrets
  /** The endpoint's variables, as `takeEndpointEnvironment` gave them. */
  environment: Record<string, string | undefined>
  practiceUrl: string
  /** What was learned of servers and models. */
  learned: Pick<Learned, 'of'>
  /** What servers say of their models. */
  lists: Pick<ModelLists, 'modelOf' | 'usualOf'>
  /** Whether asking an endpoint costs nothing. */
  isFree: (endpoint: Endpoint) => boolean
  /** A conversation's own choices; null when there is no such conversation. */
  conversation: (id: string) => OwnChoices | null
  /** The persona of that id, or the built-in one in its place. */
  persona: (id: string) => Persona
}

/** Decides who answers, anew for every question, and knows the secrets that asking takes. */
export class Connection {
  readonly #options: ConnectionOptions

  constructor(options: ConnectionOptions) {
    this.#options = options
  }

  /** Every profile that can be chosen, in the order they are shown in. */
  profiles(): KnownProfile[] {
    const { settings, environment, practiceUrl } = this.#options
    return knownProfiles({ settings: settings(), environment, practiceUrl })
  }

  /** A profile that can be chosen. Throws profile_missing. */
  profile(id: string): KnownProfile {
    const found = this.profiles().find(({ profile }) => profile.id === id)
    if (!found) throw failWith('profile_missing')
    return found
  }

  /**
   * Who answers in a conversation: its own profile while that is there, else the chosen one; null: the chosen one. It is asked to be the
   * conversation's own persona, else the chosen one.
   * @throws profile_missing, endpoint_* and key_malformed when it cannot be used as it is
   */
  endpoint(conversationId: string | null): Endpoint {
    const own = this.#ownOf(conversationId)
    const profile = this.#answering(own)
    if (!profile) throw failWith('profile_missing')
    return asPersona(this.#endpointOf(profile), this.#personaOf(own))
  }

  /** The endpoint of a profile. Throws profile_missing, endpoint_*, key_malformed. */
  endpointOfProfile(profileId: string): Endpoint {
    return this.#endpointOf(this.profile(profileId))
  }

  /**
   * The endpoint whose list of models has to be asked for before anything is, because nobody named a model and `DEFAULT_MODEL` is none of
   * its names: that of the chosen profile (null), or of a conversation's own profile. Null where that is not so, or it cannot be asked.
   */
  endpointToAskForModels(conversationId: string | null): Endpoint | null {
    const own = this.#ownOf(conversationId)
    return conversationId !== null && (own?.profileId ?? null) === null ? null : this.#endpointWithoutModel(own)
  }

  /** The endpoint of a conversation, where its model must be looked up in the server's list as neither profile nor persona names one; else null. */
  endpointOfUnnamedModel(conversationId: string): Endpoint | null {
    const own = this.#ownOf(conversationId)
    return this.#personaOf(own).model === '' ? this.#endpointWithoutModel(own) : null
  }

  #endpointWithoutModel(own: OwnChoices | null): Endpoint | null {
    const chosen = this.#answering(own)
    if (!chosen || chosen.kind === 'practice' || chosen.profile.model.trim() !== '') return null
    if (chosen.profile.preset !== 'litellm' && chosen.profile.preset !== 'local') return null
    try {
      return this.#endpointOf(chosen)
    } catch {
      return null
    }
  }

  /** Every profile as the window may know it. */
  describeAll(): ProfileStatus[] {
    return this.profiles().map(known => this.#describe(known))
  }

  /** The profile that answers unless a conversation has its own, as the window may know it. */
  describeChosen(): ProfileStatus {
    const { profileId } = this.#options.settings()
    const chosen = chosenProfile(this.profiles(), profileId)
    if (chosen) return this.#describe(chosen)
    const nobody = {
      name: '',
      baseUrl: '',
      model: '',
      voice: '',
      shutdownDate: null,
      isFree: false,
      learned: null,
      way: 'audio' as const,
    }
    const nothing = { ...nobody, keySource: '', key: noKey, headersKept: [] }
    return { id: profileId, kind: kindOfId(profileId), ...nothing, failure: toFailure(failWith('profile_missing')) }
  }

  /** The secrets of a profile: what was entered for its present base URL, or the environment's key. */
  secretsOf({ profile, environmentKey }: KnownProfile): ProfileSecrets {
    if (environmentKey !== null) return { key: environmentKey, headers: {} }
    const place = placeOf(profile)
    return place ? this.#options.secrets.read(place) : noSecrets
  }

  #ownOf(conversationId: string | null): OwnChoices | null {
    return conversationId === null ? null : this.#options.conversation(conversationId)
  }

  #personaOf(own: OwnChoices | null): Persona {
    return this.#options.persona(own?.personaId ?? this.#options.settings().personaId)
  }

  #answering(own: OwnChoices | null): KnownProfile | null {
    const known = this.profiles()
    const ownProfile = known.find(({ profile }) => profile.id === own?.profileId)
    return ownProfile ?? chosenProfile(known, this.#options.settings().profileId)
  }

  #endpointOf(known: KnownProfile): Endpoint {
    const { profile, kind, keySource } = known
    const endpoint = endpointOf(profile, { kind, secrets: this.secretsOf(known), source: keySource })
    const usual = profile.model.trim() === '' ? this.#options.lists.usualOf(endpoint) : null
    return usual === null ? endpoint : { ...endpoint, model: usual }
  }

  #shutdownDateOf(endpoint: Endpoint): string | null {
    const { preset, model } = endpoint
    return this.#options.lists.modelOf(endpoint)?.shutdownDate ?? announcedShutdown(preset, model)
  }

  #describe(known: KnownProfile): ProfileStatus {
    const { profile, kind } = known
    const { way } = profile
    const kept = { id: profile.id, kind, way, key: this.#keyStatus(known), headersKept: this.#headersKept(known) }
    try {
      const endpoint = this.#endpointOf(known)
      const { name, baseUrl, model, voice, keySource } = endpoint
      const shutdownDate = this.#shutdownDateOf(endpoint)
      const learned = this.#options.learned.of(endpoint)
      // The practice partner has one model and one voice, whatever is asked for.
      const asked = kind === 'practice' ? { model: '', voice: '' } : { model, voice }
      const isFree = this.#options.isFree(endpoint)
      return { ...kept, name, baseUrl, ...asked, shutdownDate, keySource, isFree, learned, failure: null }
    } catch (error) {
      const { model, voice } = profile
      // The environment's address may hold a password, which is then why it cannot be used.
      const baseUrl = kind === 'custom' ? profile.baseUrl : ''
      const said = { name: profile.name || baseUrl, baseUrl, model, voice, shutdownDate: null }
      return { ...kept, ...said, keySource: '', isFree: false, learned: null, failure: toFailure(error) }
    }
  }

  #keyStatus({ profile, kind, environmentKey }: KnownProfile): KeyStatus {
    if (kind === 'environment') return keyStatusOf(environmentKey, 'environment')
    const place = placeOf(profile)
    if (!place) return noKey
    const { secrets } = this.#options
    return keyStatusOf(secrets.read(place).key, secrets.kept(place))
  }

  #headersKept(known: KnownProfile): string[] {
    const { headers } = this.secretsOf(known)
    return known.profile.headerNames.filter(name => Object.hasOwn(headers, name))
  }
}

const noKey: KeyStatus = { present: false, lastFour: '', kept: null }

function keyStatusOf(key: string | null, kept: KeyStatus['kept']): KeyStatus {
  return key === null ? { ...noKey, kept } : { present: true, lastFour: lastFourOf(key), kept }
}

/** The address that secrets of a profile belong to, or null when it has none: then none can belong to it. */
function placeOf({ id, baseUrl }: { id: string; baseUrl: string }) {
  try {
    return { profileId: id, baseUrl: parseBaseUrl(baseUrl) }
  } catch {
    return null
  }
}
