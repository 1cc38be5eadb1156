import { readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { failWith } from '../../app/errors.ts'
import { parsePersona } from '../../app/personas/persona-file.ts'
import { type PersonaContent, shownName } from '../../app/personas/personas.ts'
import { readFailure } from '../files/disk-failure.ts'
import { readSettingsFile } from '../files/settings-file.ts'
import { checkPersonaSize, decodePersonaFile } from '../personas/persona-folder.ts'
import { Personas } from '../personas/personas.ts'

/** A persona of a data folder, by what the user calls it, or a file. */
export interface NamedPersona {
  name: string
  dataFolder: string
}

/**
 * Finds a persona: in the file of that name, when it looks like a path or ends in `.md`, else in a data folder, by its name or its id.
 * @throws bad_input when there is none or more than one, persona_unusable, disk_*
 */
export function openNamedPersona({ name, dataFolder }: NamedPersona): PersonaContent {
  if (/[/\\]|\.md$/i.test(name)) return readFile(name)
  const all = new Personas(dataFolder).all()
  const wanted = name.trim().toLowerCase()
  const found = all.filter(({ id, name }) => id.toLowerCase() === wanted || name.toLowerCase() === wanted)
  const [only] = found
  if (only && found.length === 1) return only
  const names = all.map(persona => `“${shownName(persona, all)}”`).join(', ')
  const what = found.length > 1 ? `“${name}” names ${found.length} personas` : `there is no persona “${name}”`
  throw failWith('bad_input', { what: { name: 'said', said: `${what}; there are ${names}` } })
}

/** The persona that is in use in a data folder: nothing in it is changed, so earlier instructions may still wait to be one. */
export function personaInUse(dataFolder: string): PersonaContent {
  const { personaId, earlierInstructions } = readSettingsFile(dataFolder)
  const persona = new Personas(dataFolder).inUse(personaId)
  return earlierInstructions === null ? persona : { ...persona, instructions: earlierInstructions }
}

function readFile(path: string): PersonaContent {
  const file = basename(path)
  try {
    checkPersonaSize(statSync(path).size, file)
    return parsePersona(decodePersonaFile(readFileSync(path), file), file)
  } catch (error) {
    throw readFailure(error, path)
  }
}
