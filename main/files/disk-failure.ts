import { existsSync } from 'node:fs'
import { AppError, failWith } from '../../app/errors.ts'

/**
 * What a failed file operation means to the user.
 * @param folder the folder that was written to, as the user knows it
 */
export function diskFailure(error: unknown, folder: string): AppError {
  if (error instanceof AppError) return error
  const code = codeOf(error)
  if (code === 'ENOSPC' || code === 'EDQUOT') return failWith('disk_full', { folder })
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM') return failWith('disk_read_only', { folder })
  // Taken away whole, as when its disk is: of a file in it that is missing alone, this would not be true.
  const isGone = code === 'ENOENT' && !existsSync(folder)
  return failWith('disk_failed', {
    what: isGone ? { name: 'not_there', path: folder } : { name: 'system', path: folder, code },
  })
}

/** What it means that a file or folder cannot be read which the user named by this path. */
export function readFailure(error: unknown, path: string): AppError {
  if (error instanceof AppError) return error
  const code = codeOf(error)
  const name = Object.hasOwn(readReasons, code) ? readReasons[code] : undefined
  return failWith('disk_failed', { what: name ? { name, path } : { name: 'system', path, code } })
}

const readReasons: Readonly<Record<string, 'not_there' | 'is_folder' | 'may_not_read'>> = {
  ENOENT: 'not_there',
  ENOTDIR: 'not_there',
  EISDIR: 'is_folder',
  EACCES: 'may_not_read',
  EPERM: 'may_not_read',
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
}
