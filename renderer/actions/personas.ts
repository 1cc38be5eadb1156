import { batch } from '@preact/signals'
import type { Failure } from '../../app/errors.ts'
import { formatPersona } from '../../app/personas/persona-file.ts'
import { fileNameFor, PERSONA_BYTES_LIMIT, type PersonaContent } from '../../app/personas/personas.ts'
import { main } from '../main-process.ts'
import { ownPersonaId } from '../state/conversation.ts'
import { editedPersona, personaFailure, removedPersona } from '../state/personas.ts'
import { rateChosen } from '../state/replay.ts'
import { attempt } from './attempt.ts'
import { chooseForConversation } from './own-choices.ts'
import { saveBlob } from './save-blob.ts'
import { openSettings, takeSettings } from './settings.ts'

/** Makes a persona the one in use everywhere, here too. */
export async function choosePersonaEverywhere(personaId: string): Promise<void> {
  rateChosen.value = null
  await attempt(async () => takeSettings(await main.choosePersona({ personaId })))
  if (ownPersonaId.value !== null) await choosePersonaHere(null)
}

/** Makes a persona the one in use in the conversation that is shown alone; null takes that back. */
export async function choosePersonaHere(personaId: string | null): Promise<void> {
  rateChosen.value = null
  await chooseForConversation({ personaId })
}

/** Opens the settings of personas. */
export function openPersonas(): void {
  openSettings('personas')
}

/** Lets main look into the folder; what it finds is in the status. */
export function lookForPersonas(): void {
  void attempt(() => main.lookForPersonas({}))
}

/** Shows what is to be entered of a persona; null goes back to all of them. */
export function editPersona(personaId: string | null): void {
  batch(() => {
    removedPersona.value = null
    personaFailure.value = null
    if (personaId === null) editedPersona.value = null
  })
  if (personaId !== null) void change(() => fetch(personaId))
}

/** Makes a persona and shows it. */
export async function addPersona(content: PersonaContent): Promise<void> {
  await change(async () => editPersona((await main.addPersona(content)).personaId))
}

/** Changes what is given of a persona. Returns whether it was changed. */
export function changePersona(personaId: string, wish: Partial<PersonaContent>): Promise<boolean> {
  const edited = editedPersona.value
  // At once: what is typed in the next field meanwhile must not be drawn over.
  if (edited?.id === personaId) editedPersona.value = { ...edited, ...wish }
  return change(() => main.changePersona({ personaId, ...wish }))
}

/** Makes a persona like another and shows it. */
export async function copyPersona(personaId: string, name: string): Promise<void> {
  await change(async () => addPersona({ ...(await main.getPersona({ personaId })), name }))
}

/** Removes a persona's file, which can be taken back for a minute. */
export async function removePersona(personaId: string, name: string): Promise<void> {
  if (!(await change(() => main.removePersona({ personaId })))) return
  batch(() => {
    editedPersona.value = null
    removedPersona.value = { personaId, name }
  })
}

/** Takes back that a persona was removed. */
export async function restorePersona(personaId: string): Promise<void> {
  removedPersona.value = null
  await change(() => main.restorePersona({ personaId }))
}

/** Takes copies of personas' files, and shows the page they are on. */
export async function importPersonas(files: readonly File[]): Promise<void> {
  openPersonas()
  await change(async () => {
    for (const file of files) {
      // One byte more than may be is refused like all of them.
      const bytes = new Uint8Array(await file.slice(0, PERSONA_BYTES_LIMIT + 1).arrayBuffer())
      await main.importPersona({ file: file.name, bytes })
    }
  })
}

/** Saves a persona as the file it is, for others. */
export async function exportPersona(personaId: string): Promise<void> {
  await change(async () => {
    const persona = await main.getPersona({ personaId })
    const text = formatPersona(persona)
    saveBlob(new Blob([text], { type: 'text/markdown' }), `${fileNameFor(persona.name)}.md`)
  })
}

async function fetch(personaId: string): Promise<void> {
  editedPersona.value = await main.getPersona({ personaId })
}

/** What goes wrong with a persona is told on their page. */
function change(request: () => Promise<unknown>): Promise<boolean> {
  personaFailure.value = null
  return attempt(request, (failure: Failure) => {
    personaFailure.value = failure
  })
}
