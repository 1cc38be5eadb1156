import { existsSync, readdirSync, realpathSync, statfsSync } from 'node:fs'
import { basename, dirname, isAbsolute, join, relative } from 'node:path'
import { type AppError, failWith } from '../../../app/errors.ts'
import type { Reason } from '../../../app/failure-reasons.ts'
import { diskFailure } from '../../files/disk-failure.ts'
import { CONVERSATIONS_FOLDER } from '../paths.ts'
import { readMarker } from './move-marker.ts'

/** What systems put into the root folder of a disk. */
const OF_THE_SYSTEM = [
  'lost+found',
  'System Volume Information',
  '.DS_Store',
  '.Trashes',
  '.fseventsd',
  '.Spotlight-V100',
]
/** By how much an index and the reserve may grow while the library is moved. */
const MARGIN_BYTES = 1024 * 1024

/**
 * Checks whether a library can be moved to a folder, which need not exist. Nothing is created.
 * @param source the folder the library is in
 * @param wanted as the user gave it
 * @param dataFolder may hold the settings beside a library
 * @returns its absolute path, with links resolved
 * @throws AppError move_refused, disk_*
 */
export function checkTarget(source: string, wanted: string, dataFolder: string): string {
  const refuse = (why: Reason) => failWith('move_refused', { folder: wanted, why })
  if (!isAbsolute(wanted)) throw refuse({ name: 'whole_path' })
  try {
    const target = realPathOf(wanted)
    const from = realPathOf(source)
    if (target === from) throw refuse({ name: 'in_it_already' })
    if (isInside(target, from)) throw refuse({ name: 'inside' })
    if (isInside(from, target)) throw refuse({ name: 'around' })
    const why = existsSync(target) ? whyNotFree(target, from, target === realPathOf(dataFolder)) : null
    if (why !== null) throw refuse(why)
    return target
  } catch (error) {
    throw diskFailure(error, wanted)
  }
}

/**
 * Throws move_no_room when so many bytes do not fit on the disk of a folder, which need not exist; move_refused when that disk has no size.
 */
export function needRoom(target: string, bytes: number): void {
  const { bavail, blocks, bsize } = statfsSync(existing(target))
  // Such as /proc: it stores nothing, so freeing space would not help.
  if (blocks === 0) throw failWith('move_refused', { folder: target, why: { name: 'keeps_no_files' } })
  const free = bavail * bsize
  const needed = bytes + MARGIN_BYTES
  if (free >= needed) return
  throw failWith('move_no_room', { folder: target, freeBytes: free, neededBytes: needed })
}

/** The failure of a move whose target has gone. */
export function targetGone(target: string): AppError {
  return failWith('move_refused', {
    folder: target,
    why: { name: 'disk_gone' },
  })
}

function whyNotFree(target: string, source: string, isDataFolder: boolean): Reason | null {
  const marker = readMarker(target)
  // Our own copy, from a move that was cut off. Every file of it is compared before it is used.
  if (marker?.role === 'arriving' && realPathOf(marker.other) === source) return null
  const names = readdirSync(target)
  if (names.includes(CONVERSATIONS_FOLDER) && names.includes('library.db')) return { name: 'other_library' }
  const own = isDataFolder ? names.filter(name => name === CONVERSATIONS_FOLDER || name.startsWith('library.')) : names
  return own.some(name => !OF_THE_SYSTEM.includes(name)) ? { name: 'not_empty' } : null
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path)
  return way !== '' && way.split(/[\\/]/)[0] !== '..' && !isAbsolute(way)
}

/** A path with its links resolved, as far as it exists. */
function realPathOf(path: string): string {
  const there = existing(path)
  const rest: string[] = []
  for (let at = path; at !== there; at = dirname(at)) rest.unshift(basename(at))
  return join(realpathSync(there), ...rest)
}

/** A folder, or its nearest parent that exists. */
function existing(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : existing(dirname(path))
}
