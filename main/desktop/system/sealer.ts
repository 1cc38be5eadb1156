import type { Sealer } from '../../secrets/kept-secrets.ts'
import { afterUnsealFailure, isSealed, keepingOn, schemeOf } from './secret-decisions.ts'

/** The part of Electron's `safeStorage` that is used; all of it stays after version 45. */
export interface Cipher {
  encryptStringAsync(text: string): Promise<Buffer>
  decryptStringAsync(ciphertext: Buffer): Promise<{ result: string; shouldReEncrypt: boolean }>
}

/** What `systemSealer` needs. */
export interface SealerOptions {
  /** Usable only when the application is ready. */
  cipher: Cipher
  platform: string
  /** The name of the password manager in use, on systems that have several. */
  backend: string
}

/** Seals with the system's key store. */
export function systemSealer({ cipher, platform, backend }: SealerOptions): Sealer {
  /** Null where what the system calls encrypted is as good as plain text. */
  const encrypt = async (text: string) => {
    const ciphertext = await cipher.encryptStringAsync(text).catch(() => null)
    return ciphertext && isSealed(platform, schemeOf(ciphertext)) ? ciphertext : null
  }
  return {
    keeping: keepingOn(platform),
    async seal(text) {
      const ciphertext = await encrypt(text)
      if (!ciphertext) return null
      const blob = ciphertext.toString('base64')
      return { platform, scheme: schemeOf(ciphertext), backend, blob, savedAt: Date.now() }
    },
    async unseal(sealed) {
      if (sealed.platform !== platform) return 'set-aside'
      try {
        const { result, shouldReEncrypt } = await cipher.decryptStringAsync(Buffer.from(sealed.blob, 'base64'))
        return { text: result, isOutdated: shouldReEncrypt }
      } catch (error) {
        const message = error instanceof Error ? error.message : ''
        return afterUnsealFailure(message, (await encrypt('whether it can')) !== null)
      }
    },
  }
}
