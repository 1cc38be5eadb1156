import type { KeyKeeping } from '../../app/status.ts'
import type { ProfileSecrets } from '../endpoint/endpoint.ts'

/** Where secrets belong: to a profile, for as long as that is its base URL. */
export interface SecretPlace {
  profileId: string
  /** As `parseBaseUrl` returns it. */
  baseUrl: string
}

/**
 * Where keys and header values that the user entered are kept. They belong to the profile and the base URL they were entered for:
 * asked for any other address, there are none, so changing the address never sends a key to a stranger.
 */
export interface Secrets {
  /** Resolves when what an earlier session kept has been read, or cannot be. */
  readonly loaded: Promise<void>
  /** How what is entered now is kept, unless the user allows a file; best known once loaded. */
  readonly keeping: KeyKeeping
  /** What is secret of a profile. Never leaves main. */
  read(place: SecretPlace): ProfileSecrets
  /** How that is kept; null when there is nothing. */
  kept(place: SecretPlace): KeyKeeping | null
  /** The address that something is kept for, of a profile that may be gone; null when there is nothing. */
  baseUrlOf(profileId: string): string | null
  /**
   * Keeps what is secret of a profile (already checked), in place of all that was, for whatever address. Where it cannot be sealed,
   * it is kept for the session or, when that is allowed, in a file that only the user can read.
   * @throws disk_* when what was there cannot be deleted
   */
  set(place: SecretPlace, secrets: ProfileSecrets, isFileAllowed: boolean): Promise<void>
  /** Forgets all that is secret of a profile. Throws disk_* when it cannot be deleted. */
  forget(profileId: string): Promise<void>
}

/** Nothing that is secret. */
export const noSecrets: ProfileSecrets = { key: null, headers: {} }

/** The end of a key, for telling keys apart; nothing of a key so short that its end would give it away. */
export function lastFourOf(key: string): string {
  return key.length >= 12 ? key.slice(-4) : ''
}
