import { Copy, Download, Pencil, Plus, RotateCcw, Trash2, Upload } from 'lucide'
import { useId, useRef } from 'preact/hooks'
import { defaultPersona, type PersonaSummary, shownName } from '../../../app/personas/personas.ts'
import { personaWords } from '../../../app/words/persona-words.ts'
import {
  addPersona,
  choosePersonaEverywhere,
  copyPersona,
  editPersona,
  exportPersona,
  importPersonas,
  removePersona,
  restorePersona,
} from '../../actions/personas.ts'
import { settings, status } from '../../state/main.ts'
import { removedPersona } from '../../state/personas.ts'
import { Icon } from '../controls/icon.tsx'
import { IconButton } from '../controls/icon-button.tsx'
import type { MenuItem } from '../controls/menu.tsx'
import { MenuButton } from '../controls/menu-button.tsx'

/** All personas, which of them is in use, and what can be done with each. */
export function PersonaList() {
  const group = useId()
  const all = status.value?.personas.all ?? []
  return (
    <fieldset class="profile-list">
      <legend>{personaWords.list}</legend>
      <p class="field-hint">{personaWords.hint}</p>
      {all.map(one => (
        <PersonaRow key={one.id} persona={one} shown={shownName(one, all)} group={group} />
      ))}
      <Removed />
      <div class="buttons">
        <button
          type="button"
          class="button"
          onClick={() => void addPersona({ ...defaultPersona, name: personaWords.newName, instructions: '' })}
        >
          <Icon of={Plus} />
          {personaWords.add}
        </button>
        <ImportButton />
      </div>
    </fieldset>
  )
}

function PersonaRow({ persona, shown, group }: { persona: PersonaSummary; shown: string; group: string }) {
  const { id, isInFile } = persona
  return (
    <div class="profile-row">
      <label>
        <input
          type="radio"
          name={group}
          checked={id === settings.value.personaId}
          onChange={() => void choosePersonaEverywhere(id)}
        />
        <span class="profile-name">{shown}</span>
        {!isInFile && <span class="badge badge-quiet">{personaWords.builtIn}</span>}
        {id === settings.value.personaId && <span class="badge">{personaWords.inUse}</span>}
      </label>
      <span class="profile-actions">
        <IconButton icon={Pencil} label={personaWords.edit(shown)} onClick={() => editPersona(id)} />
        <MenuButton label={personaWords.menuOf(shown)} items={() => actionsFor(persona)} />
      </span>
      <p class="profile-detail">{personaWords.asks(persona)}</p>
    </div>
  )
}

function actionsFor({ id, name, isInFile }: PersonaSummary): MenuItem[] {
  const isBuiltIn = id === defaultPersona.id
  const removal: MenuItem = {
    label: isBuiltIn ? personaWords.reset : personaWords.remove,
    icon: isBuiltIn ? RotateCcw : Trash2,
    act: () => void removePersona(id, name),
  }
  return [
    { label: personaWords.duplicate, icon: Copy, act: () => void copyPersona(id, personaWords.copyName(name)) },
    { label: personaWords.export, icon: Download, act: () => void exportPersona(id) },
    ...(isInFile ? [removal] : []),
  ]
}

function ImportButton() {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <button type="button" class="button" onClick={() => input.current?.click()}>
        <Icon of={Upload} />
        {personaWords.import}
      </button>
      <input
        ref={input}
        class="import-personas"
        type="file"
        hidden
        multiple
        accept=".md,text/markdown"
        onChange={({ currentTarget }) => {
          const files = [...(currentTarget.files ?? [])]
          // Cleared, so that the same files can be chosen again.
          currentTarget.value = ''
          void importPersonas(files)
        }}
      />
    </>
  )
}

/** The persona that was just removed, and a button to restore it. */
function Removed() {
  const removed = removedPersona.value
  if (!removed) return null
  return (
    <p class="profile-removed" role="status">
      {personaWords.removed(removed.name)}
      <button type="button" class="link" onClick={() => void restorePersona(removed.personaId)}>
        {personaWords.undo}
      </button>
    </p>
  )
}
