import { computed, signal } from '@preact/signals'
import type { Failure } from '../../app/errors.ts'
import type { Persona } from '../../app/personas/personas.ts'
import { ownPersonaId } from './conversation.ts'
import { settings, status } from './main.ts'

const chosenPersonaId = computed(() => ownPersonaId.value ?? settings.value.personaId)
/** The persona that the model is in the open conversation; the first of all where the chosen one is gone. */
export const persona = computed(() => {
  const all = status.value?.personas.all ?? []
  return all.find(({ id }) => id === chosenPersonaId.value) ?? all[0] ?? null
})
/** Whether another persona than this one was chosen, and is gone. */
export const isPersonaGone = computed(() => persona.value !== null && persona.value.id !== chosenPersonaId.value)
/** Whether the menu of personas is open. */
export const isPersonaMenuOpen = signal(false)
/** The persona that is being edited in the settings; null while all of them are shown. */
export const editedPersona = signal<Persona | null>(null)
/** The persona that was removed last, which can be taken back. */
export const removedPersona = signal<{ personaId: string; name: string } | null>(null)
/** What went wrong with a persona last. */
export const personaFailure = signal<Failure | null>(null)
