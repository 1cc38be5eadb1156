import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { syncFolder } from '../../files/folders.ts'
import { writeWholeFile } from '../../files/whole-file.ts'

/** The file that marks a folder out of which, or into which, a library is being moved. */
const MARKER_NAME = 'library.move'

const MarkerSchema = v.object({
  /** The id of the move, the same in both folders. */
  id: v.string(),
  /** `leaving`: the library is being copied from here. `left`: all of it is now in the other folder. `arriving`: this is the copy. */
  role: v.picklist(['leaving', 'left', 'arriving']),
  /** Absolute path of the folder at the other end. */
  other: v.string(),
})
/** What a folder says about a move. Which of two libraries is in use is decided by the settings alone. */
export type MoveMarker = v.InferOutput<typeof MarkerSchema>

/** Reads a folder's marker; null when there is none, or none that can be understood. */
export function readMarker(folder: string): MoveMarker | null {
  try {
    return v.parse(MarkerSchema, JSON.parse(readFileSync(join(folder, MARKER_NAME), 'utf8')))
  } catch {
    return null
  }
}

/** Writes a folder's marker, safely on the disk. Throws errors of the file system. */
export function writeMarker(folder: string, marker: MoveMarker): void {
  writeWholeFile(join(folder, MARKER_NAME), `${JSON.stringify(marker)}\n`)
  syncFolder(folder)
}

/** Removes a folder's marker. Throws errors of the file system. */
export function deleteMarker(folder: string): void {
  rmSync(join(folder, MARKER_NAME), { force: true })
}
