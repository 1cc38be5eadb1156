import type { KeyStatus } from '../app/contract.ts'

/**
 * Where the key that the user entered is kept. A key belongs to the base URL it was entered for: asked for any other
 * address, there is none, so changing the address never sends a key to a stranger.
 */
export interface Secrets {
  /** What may be said of the key for this base URL. */
  status(baseUrl: string): KeyStatus
  /** The key for this base URL, or null. Never leaves main. */
  read(baseUrl: string): string | null
  /** Keeps a key (already checked) for this base URL, in place of any other. */
  set(key: string, baseUrl: string): Promise<KeyStatus>
  /** Forgets the key, whatever address it was for. */
  clear(): Promise<KeyStatus>
}

/** What is said when there is no key. */
export const noKey: KeyStatus = { present: false, lastFour: '', kept: 'none' }

/** The end of a key, for telling keys apart; nothing of a key so short that its end would give it away. */
export function lastFourOf(key: string): string {
  return key.length >= 12 ? key.slice(-4) : ''
}

/** Keeps the key in memory until the process ends. */
export function sessionSecrets(): Secrets {
  let entered: { key: string; baseUrl: string } | null = null
  const read = (baseUrl: string) => (entered?.baseUrl === baseUrl ? entered.key : null)
  const status = (baseUrl: string): KeyStatus => {
    const key = read(baseUrl)
    return key === null ? noKey : { present: true, lastFour: lastFourOf(key), kept: 'session' }
  }
  return {
    read,
    status,
    async set(key, baseUrl) {
      entered = { key, baseUrl }
      return status(baseUrl)
    },
    async clear() {
      entered = null
      return noKey
    },
  }
}
