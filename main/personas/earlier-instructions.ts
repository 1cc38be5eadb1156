import { defaultPersona } from '../../app/personas/personas.ts'
import type { SettingsFile } from '../files/settings-file.ts'
import type { Personas } from './personas.ts'

/**
 * Makes a persona, which is then in use, of what an earlier Parley told the model before every conversation. Where no file can be
 * written that is tried again at the next start.
 */
export function keepEarlierInstructions(settingsFile: SettingsFile, personas: Personas): void {
  const { earlierInstructions } = settingsFile.current()
  if (earlierInstructions === null) return
  try {
    const content = { ...defaultPersona, name: 'My instructions', instructions: earlierInstructions }
    settingsFile.change({ personaId: personas.add(content), earlierInstructions: null })
  } catch {
    // They wait in the settings, and the folder is said to be faulty where personas are listed.
  }
}
