import { existsSync, lstatSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { type Failure, failWith, toFailure } from '../../app/errors.ts'
import { formatPersona, parsePersona } from '../../app/personas/persona-file.ts'
import {
  defaultPersona,
  fileNameFor,
  PERSONAS_LIMIT,
  type Persona,
  type PersonaChange,
  type PersonaContent,
  PersonaSchema,
  type PersonaSummary,
} from '../../app/personas/personas.ts'
import type { Status } from '../../app/status.ts'
import { personaWords } from '../../app/words/persona-words.ts'
import { diskFailure } from '../files/disk-failure.ts'
import { writeWholeFile } from '../files/whole-file.ts'
import {
  decodePersonaFile,
  type FoundPersonas,
  makePersonaFolder,
  readPersonaFile,
  readPersonaFolder,
} from './persona-folder.ts'

/** How long a removed persona can be had back. */
const RESTORABLE_MS = 60_000

/** The personas of a data folder: Markdown files in its folder `personas`, which people may change too, and a built-in one. */
export class Personas {
  /** Absolute path of the folder. */
  readonly folder: string
  #found: FoundPersonas
  #folderFault: Failure | null = null
  /** Personas that were removed, for as long as that can be taken back. */
  readonly #removed = new Map<string, Persona>()

  /** Reads the folder, if it is there; nothing is made or changed. */
  constructor(dataFolder: string) {
    this.folder = join(dataFolder, 'personas')
    this.#found = readPersonaFolder(this.folder)
  }

  /** Reads the folder again, and makes it where it is not there, so that files can be put into it. */
  look(): void {
    this.#folderFault = null
    try {
      makePersonaFolder(this.folder)
    } catch (error) {
      this.#folderFault = toFailure(error)
    }
    this.#found = readPersonaFolder(this.folder)
  }

  /** Every persona, by name; the built-in one comes first. */
  all(): Persona[] {
    const own = [...this.#found.personas.values()].map(({ persona }) => persona)
    const others = own.filter(({ id }) => id !== defaultPersona.id)
    return [this.inUse(defaultPersona.id), ...others.sort((one, other) => one.name.localeCompare(other.name))]
  }

  /** A persona that is to be used: the built-in one where it is not there. */
  inUse(id: string): Persona {
    const known = this.#found.personas.get(id) ?? this.#found.personas.get(defaultPersona.id)
    return known?.persona ?? builtIn()
  }

  /** A persona as its file says at this moment. Throws persona_unusable, disk_*. */
  read(id: string): Persona {
    const known = this.#found.personas.get(id)
    if (!known && id === defaultPersona.id) return builtIn()
    if (!known || !existsSync(join(this.folder, known.file))) {
      throw failWith('persona_unusable', { file: known?.file ?? id, why: { name: 'gone' } })
    }
    return readPersonaFile(this.folder, known.file)
  }

  /** Everything as the window may know it. */
  describe(): Status['personas'] {
    const all = this.all().map(({ instructions: _, ...persona }): PersonaSummary => {
      return { ...persona, isInFile: this.#found.personas.has(persona.id) }
    })
    const { faults } = this.#found
    return { all, faults: this.#folderFault ? [this.#folderFault, ...faults] : faults, folder: this.folder }
  }

  /** Makes a persona in a file of its own, named after it. Returns its id. Throws persona_unusable, disk_*. */
  add(content: PersonaContent): string {
    if (this.#found.personas.size >= PERSONAS_LIMIT) {
      throw failWith('persona_unusable', { file: content.name, why: { name: 'full', limit: PERSONAS_LIMIT } })
    }
    const id = this.#freeId(fileNameFor(content.name))
    this.#write({ ...content, id })
    return id
  }

  /** Changes what is given; the rest is as the file says at this moment. Throws persona_unusable, disk_*. */
  change(id: string, change: PersonaChange): void {
    const given = Object.entries(change).filter(([, value]) => value !== undefined)
    this.#write(v.parse(PersonaSchema, { ...this.read(id), ...Object.fromEntries(given) }))
  }

  /** Takes a copy of a file from elsewhere. Returns the id it has here. Throws persona_unusable, disk_*. */
  import(file: string, bytes: Uint8Array): string {
    return this.add(parsePersona(decodePersonaFile(bytes, file), file))
  }

  /** Removes a persona's file. Throws persona_unusable, disk_*. */
  remove(id: string): void {
    const known = this.#found.personas.get(id)
    if (!known) throw failWith('persona_unusable', { file: id, why: { name: 'gone' } })
    const persona = this.read(id)
    try {
      rmSync(join(this.folder, known.file))
    } catch (error) {
      throw diskFailure(error, this.folder)
    }
    this.#found.personas.delete(id)
    this.#removed.set(id, persona)
    const forget = () => {
      // It may have been taken back and removed once more since.
      if (this.#removed.get(id) === persona) this.#removed.delete(id)
    }
    setTimeout(forget, RESTORABLE_MS).unref()
  }

  /** Takes back that a persona was removed. Throws persona_unusable, disk_*. */
  restore(id: string): void {
    const persona = this.#removed.get(id)
    if (!persona) throw failWith('persona_unusable', { file: id, why: { name: 'removed_before' } })
    this.#write(persona)
    this.#removed.delete(id)
  }

  #write(persona: Persona): void {
    const file = this.#found.personas.get(persona.id)?.file ?? `${persona.id}.md`
    const path = join(this.folder, file)
    makePersonaFolder(this.folder)
    // What somebody else put there since is not ours to replace.
    if (!this.#found.personas.has(persona.id) && isTaken(path)) {
      throw failWith('persona_unusable', {
        file,
        why: { name: 'name_taken' },
      })
    }
    try {
      writeWholeFile(path, formatPersona(persona))
    } catch (error) {
      throw diskFailure(error, this.folder)
    }
    this.#found.personas.set(persona.id, { persona, file })
  }

  #freeId(wish: string): string {
    const taken = new Set([defaultPersona.id, ...this.#found.personas.keys()].map(id => id.toLowerCase()))
    for (let n = 1; ; n++) {
      const id = n === 1 ? wish : `${wish}-${n}`
      if (!taken.has(id) && !isTaken(join(this.folder, `${id}.md`))) return id
    }
  }
}

/** Whether there is something, a link that leads nowhere too. */
function isTaken(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined
}

/** The persona that is in no file, by its name in the language being spoken; what the model is told stays as it is. */
function builtIn(): Persona {
  return { ...defaultPersona, name: personaWords.builtInName }
}
