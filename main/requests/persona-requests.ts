import type { Announce, Api } from '../../app/contract.ts'
import type { Settings } from '../../app/settings.ts'
import type { SettingsFile } from '../files/settings-file.ts'
import type { Personas } from '../personas/personas.ts'

/** The requests that choose, change and remove personas. */
type PersonaRequests = Pick<
  Api,
  | 'lookForPersonas'
  | 'getPersona'
  | 'choosePersona'
  | 'addPersona'
  | 'changePersona'
  | 'removePersona'
  | 'restorePersona'
  | 'importPersona'
>

/** Answers what the window asks about personas. */
export function personaRequests(parts: {
  settingsFile: SettingsFile
  personas: Personas
  announce: Announce
  /** Told when a persona is another, or there are others. */
  onPersonas: () => void
}): PersonaRequests {
  const { settingsFile, personas, announce, onPersonas } = parts
  const tell = <T>(result: T): T => {
    onPersonas()
    return result
  }
  const choose = (personaId: string): Settings => {
    const settings = settingsFile.change({ personaId })
    announce('settingsChanged', { settings })
    return settings
  }
  return {
    lookForPersonas: async () => {
      personas.look()
      return tell({})
    },
    getPersona: async ({ personaId }) => personas.read(personaId),
    choosePersona: async ({ personaId }) => choose(personas.read(personaId).id),
    addPersona: async content => tell({ personaId: personas.add(content) }),
    changePersona: async ({ personaId, ...change }) => {
      personas.change(personaId, change)
      return tell({})
    },
    removePersona: async ({ personaId }) => {
      personas.remove(personaId)
      return tell({})
    },
    restorePersona: async ({ personaId }) => {
      personas.restore(personaId)
      return tell({})
    },
    importPersona: async ({ file, bytes }) => tell({ personaId: personas.import(file, bytes) }),
  }
}
