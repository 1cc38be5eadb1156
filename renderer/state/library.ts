import { signal } from '@preact/signals'
import type { BackfillProgress } from '../../app/contract/turn-requests.ts'
import type { Failure } from '../../app/errors.ts'
import type { DiskUse } from '../../app/library/disk-use.ts'
import type { ImportSummary, Progress } from '../../app/library/exchange.ts'
import type { LibraryMove } from '../../app/library/library-move.ts'

/** Where moving the library to another folder stands. */
export const libraryMove = signal<LibraryMove>({ name: 'none' })
/** What the library takes on the disk, when that was last asked for; null before. */
export const diskUse = signal<DiskUse | null>(null)
/** How far earlier recordings are put into words; null until somebody asked. */
export const backfill = signal<BackfillProgress | null>(null)
/** An export or import, and where it stands. */
export interface Transfer {
  id: string
  kind: 'export' | 'import'
  /** What is exported or imported, as the user knows it. */
  name: string
  state:
    | { name: 'running'; progress: Progress | null }
    | { name: 'exported'; file: { name: string; bytes: number } }
    | { name: 'imported'; summary: ImportSummary }
    | { name: 'failed'; failure: Failure; summary: ImportSummary | null }
}
/** Exports and imports that are under way or whose outcome was not dismissed, in the order they began. */
export const transfers = signal<readonly Transfer[]>([])
