import type { Announce, Api } from '../../app/contract.ts'
import { failWith } from '../../app/errors.ts'
import {
  changeProfile,
  HEADERS_LIMIT,
  newProfile,
  PROFILES_LIMIT,
  type Profile,
  type ProfileChange,
} from '../../app/profiles/profiles.ts'
import type { Settings } from '../../app/settings.ts'
import type { Connection } from '../connection.ts'
import { parseBaseUrl } from '../endpoint/base-url.ts'
import { checkKey, ENTERED, type ProfileSecrets } from '../endpoint/endpoint.ts'
import { checkHeaderName, checkHeaderValue } from '../endpoint/header-names.ts'
import type { SettingsFile } from '../files/settings-file.ts'
import type { Learned } from '../profiles/learned.ts'
import type { Secrets } from '../secrets/secrets.ts'

/** How long a removed profile can be had back. */
const RESTORABLE_MS = 60_000

/** What the requests about profiles are answered with. */
interface Parts {
  settingsFile: SettingsFile
  secrets: Secrets
  connection: Connection
  learned: Pick<Learned, 'forget'>
  announce: Announce
  /** Told when somebody else may answer, or the same otherwise. */
  onConnection: () => void
}

/** The requests that choose, change and remove profiles, and that take what is secret of them. */
type ProfileRequests = Pick<
  Api,
  | 'chooseProfile'
  | 'addProfile'
  | 'changeProfile'
  | 'copyProfile'
  | 'removeProfile'
  | 'restoreProfile'
  | 'setKey'
  | 'clearKey'
  | 'setHeader'
  | 'removeHeader'
  | 'forgetLearned'
>

/** A profile that was removed, in memory for as long as that can be taken back. */
interface Removed {
  profile: Profile
  index: number
  wasChosen: boolean
  secrets: ProfileSecrets
}

/** Answers what the window asks about profiles. Whatever changes is announced, so that every window shows it. */
export function profileRequests(parts: Parts): ProfileRequests {
  const { settingsFile, secrets, connection, learned, announce, onConnection } = parts
  const removed = new Map<string, Removed>()
  const change = (wish: Parameters<SettingsFile['change']>[0]): Settings => {
    const settings = settingsFile.change(wish)
    announce('settingsChanged', { settings })
    onConnection()
    return settings
  }
  const own = (profileId: string): Profile => {
    const found = settingsFile.current().profiles.find(({ id }) => id === profileId)
    if (!found) throw failWith('profile_missing')
    return found
  }
  const put = (profile: Profile): Settings =>
    change({ profiles: settingsFile.current().profiles.map(one => (one.id === profile.id ? profile : one)) })
  const add = (profile: Profile, index: number): Settings => {
    const { profiles } = settingsFile.current()
    if (profiles.some(({ id }) => id === profile.id)) throw failWith('bad_input', { what: { name: 'there_already' } })
    if (profiles.length >= PROFILES_LIMIT) {
      throw failWith('bad_input', { what: { name: 'full', limit: PROFILES_LIMIT } })
    }
    return change({ profiles: profiles.toSpliced(index, 0, profile) })
  }
  const secretsOf = (profile: Profile): ProfileSecrets => connection.secretsOf(connection.profile(profile.id))
  const keep = async (profile: Profile, kept: ProfileSecrets): Promise<void> => {
    const place = { profileId: profile.id, baseUrl: parseBaseUrl(profile.baseUrl) }
    await secrets.set(place, kept, profile.isKeyFileAllowed)
    onConnection()
  }

  return {
    chooseProfile: async ({ profileId }) => {
      if (profileId !== '') connection.profile(profileId)
      return change({ profileId })
    },
    addProfile: async ({ profileId, ...given }) =>
      add(newProfile(profileId, checked(given)), settingsFile.current().profiles.length),
    changeProfile: async ({ profileId, ...given }) => {
      const before = own(profileId)
      const profile = changeProfile(before, checked(given))
      if (profile.baseUrl !== before.baseUrl || profile.model !== before.model) learned.forget(profileId)
      const settings = put(profile)
      const baseUrl = secrets.baseUrlOf(profileId)
      // Whatever address it is for: a file that is not allowed any more goes.
      if (baseUrl !== null && profile.isKeyFileAllowed !== before.isKeyFileAllowed) {
        const place = { profileId, baseUrl }
        await secrets.set(place, secrets.read(place), profile.isKeyFileAllowed)
        onConnection()
      }
      return settings
    },
    copyProfile: async ({ profileId, newProfileId, name }) => {
      const { profiles } = settingsFile.current()
      const known = connection.profile(profileId)
      if (known.kind === 'practice') throw failWith('bad_input', { what: { name: 'there_already' } })
      const copied = connection.secretsOf(known)
      const profile = { ...changeProfile(known.profile, checked(known.profile)), id: newProfileId, name }
      const after = profiles.findIndex(({ id }) => id === profileId)
      const settings = add(profile, after < 0 ? profiles.length : after + 1)
      if (copied.key !== null || Object.keys(copied.headers).length > 0) await keep(profile, copied)
      return settings
    },
    removeProfile: async ({ profileId }) => {
      const profile = own(profileId)
      const { profiles, profileId: chosen } = settingsFile.current()
      const wasChosen = chosen === profileId
      const kept = { profile, index: profiles.indexOf(profile), wasChosen, secrets: secretsOf(profile) }
      removed.set(profileId, kept)
      setTimeout(() => {
        // It may have been taken back and removed once more since.
        if (removed.get(profileId) === kept) removed.delete(profileId)
      }, RESTORABLE_MS).unref()
      await secrets.forget(profileId)
      learned.forget(profileId)
      return change({
        profiles: profiles.filter(({ id }) => id !== profileId),
        ...(wasChosen ? { profileId: '' } : {}),
      })
    },
    restoreProfile: async ({ profileId }) => {
      const back = removed.get(profileId)
      if (!back) throw failWith('profile_missing')
      removed.delete(profileId)
      add(back.profile, back.index)
      const { key, headers } = back.secrets
      if (key !== null || Object.keys(headers).length > 0) await keep(back.profile, back.secrets)
      // Meanwhile another may have been chosen.
      const isChosenAgain = back.wasChosen && settingsFile.current().profileId === ''
      return isChosenAgain ? change({ profileId }) : settingsFile.current()
    },

    setKey: async ({ profileId, key }) => {
      const profile = own(profileId)
      await keep(profile, { ...secretsOf(profile), key: checkKey(key, ENTERED) })
      return {}
    },
    clearKey: async ({ profileId }) => {
      const profile = own(profileId)
      await keep(profile, { ...secretsOf(profile), key: null })
      return {}
    },
    setHeader: async ({ profileId, name: typed, value }) => {
      const profile = own(profileId)
      const name = checkHeaderName(typed)
      const { key, headers } = secretsOf(profile)
      const headerNames = [...new Set([...profile.headerNames, name])]
      if (headerNames.length > HEADERS_LIMIT) {
        throw failWith('bad_input', { what: { name: 'headers_full', limit: HEADERS_LIMIT } })
      }
      await keep(profile, { key, headers: { ...headers, [name]: checkHeaderValue(name, value) } })
      return put({ ...own(profileId), headerNames })
    },
    removeHeader: async ({ profileId, name }) => {
      const profile = own(profileId)
      const { key, headers } = secretsOf(profile)
      const { [name]: _, ...others } = headers
      if (Object.hasOwn(headers, name)) await keep(profile, { key, headers: others })
      return put({ ...own(profileId), headerNames: profile.headerNames.filter(one => one !== name) })
    },

    forgetLearned: async ({ profileId }) => {
      learned.forget(connection.profile(profileId).profile.id)
      return {}
    },
  }
}

/** A change as it is kept: its base URL read, what goes in headers fit for them. Throws as `parseBaseUrl` and `checkHeaderValue`. */
function checked(given: ProfileChange): ProfileChange {
  if (given.organization?.trim()) checkHeaderValue('OpenAI-Organization', given.organization)
  if (given.project?.trim()) checkHeaderValue('OpenAI-Project', given.project)
  const baseUrl = given.baseUrl?.trim()
  return baseUrl ? { ...given, baseUrl: parseBaseUrl(baseUrl) } : given
}
