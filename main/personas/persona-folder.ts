import { closeSync, constants, fstatSync, lstatSync, mkdirSync, openSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Failure, failWith, toFailure } from '../../app/errors.ts'
import { parsePersona } from '../../app/personas/persona-file.ts'
import { PERSONA_BYTES_LIMIT, PERSONAS_LIMIT, type Persona } from '../../app/personas/personas.ts'
import { diskFailure } from '../files/disk-failure.ts'
import { writeWholeFile } from '../files/whole-file.ts'
import { PERSONAS_README } from './personas-readme.ts'

const README = 'README.md'

/** What is in a folder of personas. */
export interface FoundPersonas {
  /** By id, each with its file's name. */
  personas: Map<string, { persona: Persona; file: string }>
  /** Why files are not among them. */
  faults: Failure[]
}

/** Reads every persona of a folder; none where it is not there. Never throws: what cannot be read is told, and left as it is. */
export function readPersonaFolder(folder: string): FoundPersonas {
  const found: FoundPersonas = { personas: new Map(), faults: [] }
  try {
    const files = readdirSync(checkFolder(folder)).filter(name => /^[^.].*\.md$/is.test(name) && name !== README)
    for (const file of files.sort()) {
      if (found.personas.size >= PERSONAS_LIMIT) {
        throw failWith('persona_unusable', {
          file,
          why: { name: 'beyond_first', limit: PERSONAS_LIMIT },
        })
      }
      try {
        const persona = readPersonaFile(folder, file)
        found.personas.set(persona.id, { persona, file })
      } catch (error) {
        found.faults.push(toFailure(error))
      }
    }
  } catch (error) {
    if (!isMissing(error)) found.faults.push(toFailure(diskFailure(error, folder)))
  }
  return found
}

/** Reads one file of a folder. Throws persona_unusable, disk_*. */
export function readPersonaFile(folder: string, file: string): Persona {
  const text = readRegularFile(join(folder, file), file)
  return { id: file.slice(0, -'.md'.length).normalize('NFC'), ...parsePersona(text, file) }
}

/** What bytes say, which must be UTF-8 and not too many. Throws persona_unusable. */
export function decodePersonaFile(bytes: Uint8Array, file: string): string {
  checkPersonaSize(bytes.byteLength, file)
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw failWith('persona_unusable', { file, why: { name: 'not_text' } })
  }
}

/** Makes the folder, with a file that says what goes into it. Throws disk_*. */
export function makePersonaFolder(folder: string): void {
  try {
    mkdirSync(folder, { mode: 0o700 })
    writeWholeFile(join(folder, README), PERSONAS_README)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw diskFailure(error, folder)
    checkFolder(folder)
  }
}

/** Reads a file, but follows no link and waits for no pipe. */
function readRegularFile(path: string, file: string): string {
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants
  let opened: number
  try {
    if (lstatSync(path).isSymbolicLink()) throw isLink(file)
    opened = openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ELOOP') throw isLink(file)
    throw diskFailure(error, file)
  }
  try {
    const { size } = fstatSync(opened)
    if (!fstatSync(opened).isFile()) throw failWith('persona_unusable', { file, why: { name: 'not_file' } })
    checkPersonaSize(size, file)
    return decodePersonaFile(readFileSync(opened), file)
  } catch (error) {
    throw diskFailure(error, file)
  } finally {
    closeSync(opened)
  }
}

/** The folder, which must not be a link: what it leads to is not ours to write in. */
function checkFolder(folder: string): string {
  const found = lstatSync(folder)
  if (found.isSymbolicLink()) throw isLink(folder)
  if (!found.isDirectory()) throw failWith('persona_unusable', { file: folder, why: { name: 'not_folder' } })
  return folder
}

function isLink(file: string) {
  return failWith('persona_unusable', { file, why: { name: 'link' } })
}

/** Throws persona_unusable for more bytes than a persona's file may have. */
export function checkPersonaSize(bytes: number, file: string): void {
  if (bytes <= PERSONA_BYTES_LIMIT) return

  throw failWith('persona_unusable', { file, why: { name: 'larger', bytes: PERSONA_BYTES_LIMIT } })
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
