import * as v from 'valibot'

/** What `key.json` holds. The key and its address are inside the ciphertext, so neither can be exchanged for another. */
const SealedKeySchema = v.object({
  v: v.literal(1),
  /** `process.platform` of the machine that sealed it: no other can open it. */
  platform: v.string(),
  /** The first three letters of the ciphertext; see `schemeOf`. */
  scheme: v.string(),
  /** The password manager Electron chose on Linux, for diagnosis; empty elsewhere. */
  backend: v.string(),
  /** The ciphertext in base64. */
  blob: v.pipe(v.string(), v.base64()),
  /** Milliseconds since 1970. */
  savedAt: v.number(),
})
/** What `key.json` holds. */
export type SealedKey = v.InferOutput<typeof SealedKeySchema>

const ContentSchema = v.object({ key: v.pipe(v.string(), v.minLength(1)), baseUrl: v.string() })
/** What is sealed: a key and the base URL it was entered for. */
export type SealedContent = v.InferOutput<typeof ContentSchema>

/** Reads `key.json`; null when it is not one that this platform could have written. */
export function readSealedKey(text: string, platform: string): SealedKey | null {
  const record = v.safeParse(v.pipe(v.string(), v.parseJson(), SealedKeySchema), text)
  return record.success && record.output.platform === platform ? record.output : null
}

/** Reads what was unsealed; null when it is something else. */
export function readSealedContent(text: string): SealedContent | null {
  const content = v.safeParse(v.pipe(v.string(), v.parseJson(), ContentSchema), text)
  return content.success ? content.output : null
}

/**
 * The version with which Chromium's OSCrypt begins a ciphertext. On Linux: `v10` is a key that everyone knows, `v11` the
 * Secret Service or KWallet, `v12` the Secret portal. Elsewhere it says nothing about safety. Empty when there is none.
 */
export function schemeOf(ciphertext: Uint8Array): string {
  return /^v\d\d/.exec(String.fromCharCode(...ciphertext.subarray(0, 3)))?.[0] ?? ''
}

/**
 * Whether a ciphertext of that scheme may be written to disk. Linux without a keyring encrypts with a hard-coded key and
 * still calls that available, so only its answer tells.
 */
export function isSealed(platform: string, scheme: string): boolean {
  return platform !== 'linux' || (scheme !== '' && scheme !== 'v10')
}

/**
 * What to do when a key cannot be unsealed:
 * - `retry`: the keyring is locked; it may be opened any moment
 * - `leave`: this session has no keyring, but the one that sealed the key may be back at the next start
 * - `set-aside`: it was sealed elsewhere or is damaged; keep the file apart and ask for the key again
 */
export type UnsealFailure = 'retry' | 'leave' | 'set-aside'

/**
 * Decides what to do when a key cannot be unsealed.
 * @param message what Electron rejected with
 * @param present the scheme this session seals with; empty when it cannot
 */
export function afterUnsealFailure(message: string, platform: string, present: string): UnsealFailure {
  if (/temporarily unavailable/i.test(message)) return 'retry'
  return isSealed(platform, present) ? 'set-aside' : 'leave'
}
