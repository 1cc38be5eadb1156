import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { failWith } from '../../app/errors.ts'
import { ATTACHMENT_BYTES_LIMIT } from '../../app/limits.ts'
import { readFailure } from '../files/disk-failure.ts'
import { type ReadAttachment, readAttachment } from '../turns/attachments.ts'

/** Reads and converts a file named on the command line, whatever its size claims to be. Throws attachment_*, disk_failed. */
export async function readAttachedFile(path: string): Promise<ReadAttachment> {
  const name = basename(path)
  const parts: Buffer[] = []
  let bytes = 0
  try {
    for await (const part of createReadStream(path)) {
      bytes += part.byteLength
      if (bytes > ATTACHMENT_BYTES_LIMIT) break
      parts.push(part)
    }
  } catch (error) {
    throw readFailure(error, path)
  }
  if (bytes > ATTACHMENT_BYTES_LIMIT) {
    throw failWith('attachment_too_large', { name, bytes: null, limitBytes: ATTACHMENT_BYTES_LIMIT })
  }
  return readAttachment(name, Buffer.concat(parts))
}
