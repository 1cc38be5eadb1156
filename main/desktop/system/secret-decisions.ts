import type { Sealer, Unsealed } from '../../secrets/kept-secrets.ts'

/** How keys are kept on a system that can seal them. */
export function keepingOn(platform: string): Sealer['keeping'] {
  if (platform === 'darwin') return 'keychain'
  return platform === 'win32' ? 'dpapi' : 'keyring'
}

/**
 * The version with which Chromium's OSCrypt begins a ciphertext. On Linux: `v10` is a key that everyone knows, `v11` the
 * Secret Service or KWallet, `v12` the Secret portal. Elsewhere it says nothing about safety. Empty when there is none.
 */
export function schemeOf(ciphertext: Uint8Array): string {
  return /^v\d\d/.exec(String.fromCharCode(...ciphertext.subarray(0, 3)))?.[0] ?? ''
}

/**
 * Whether a ciphertext with that scheme may be written to disk. Linux without a keyring encrypts with a hard-coded key and still reports
 * encryption as available, so only the ciphertext itself tells.
 */
export function isSealed(platform: string, scheme: string): boolean {
  return platform !== 'linux' || (scheme !== '' && scheme !== 'v10')
}

/**
 * Decides what to do when something cannot be unsealed.
 * @param message of the error Electron rejected with
 * @param canSeal whether this session can seal. If so, the key store is there, but it is not the one that sealed
 */
export function afterUnsealFailure(message: string, canSeal: boolean): Extract<Unsealed, string> {
  if (/temporarily unavailable/i.test(message)) return 'retry'
  return canSeal ? 'set-aside' : 'leave'
}
