import { AppError, failWith } from '../../app/errors.ts'

/**
 * What a failed file operation means to the user.
 * @param folder the folder that was written to, as the user knows it
 */
export function diskFailure(error: unknown, folder: string): AppError {
  if (error instanceof AppError) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
  if (code === 'ENOSPC' || code === 'EDQUOT') return failWith('disk_full', { folder })
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM') return failWith('disk_read_only', { folder })
  return failWith('disk_failed', { what: { name: 'system', path: folder, code } })
}
