import { createHmac, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Endpoint } from '../endpoint/endpoint.ts'
import { diskFailure } from '../files/disk-failure.ts'
import { writeWholeFile } from '../files/whole-file.ts'

const SALT_BYTES = 32

/**
 * Names accounts, so that a voice's id is only sent to the account that made it. An account is a profile, an address, a key and what it is
 * charged to, together. The name reveals nothing of the key, because it is made with a salt that no export contains (`accounts.salt` in the
 * data folder).
 * @returns the name of the account that an endpoint's key is for
 */
export function openAccountNames(folder: string): (endpoint: Endpoint) => string {
  const salt = readSalt(join(folder, 'accounts.salt'))
  return ({ profileId, baseUrl, key, headers, organization, project }) =>
    createHmac('sha256', salt)
      .update(JSON.stringify([profileId, baseUrl, key, headers, organization, project]))
      .digest('hex')
      .slice(0, 16)
}

/** Reads the salt, or makes one. If it cannot be saved, the next start makes another, and earlier ids are not used again. */
function readSalt(path: string): Buffer {
  try {
    const kept = Buffer.from(readFileSync(path, 'utf8').trim(), 'hex')
    if (kept.byteLength === SALT_BYTES) return kept
  } catch {
    // There is none yet.
  }
  const made = randomBytes(SALT_BYTES)
  try {
    writeWholeFile(path, `${made.toString('hex')}\n`)
  } catch (error) {
    console.error(diskFailure(error, path).message)
  }
  return made
}
