import { useEffect } from 'preact/hooks'
import { shownName } from '../../../app/personas/personas.ts'
import { personaWords } from '../../../app/words/persona-words.ts'
import { showPersonaMenu } from '../../actions/persona-menu.ts'
import { choosePersonaEverywhere, choosePersonaHere, lookForPersonas, openPersonas } from '../../actions/personas.ts'
import { ownPersonaId } from '../../state/conversation.ts'
import { status } from '../../state/main.ts'
import { persona } from '../../state/personas.ts'
import { ChoiceMenu } from '../controls/choice-menu.tsx'
import type { MenuPlace } from '../controls/menu.tsx'

/** Every persona as the folder has them now. */
export function PersonaMenu({ place }: { place: MenuPlace }) {
  useEffect(lookForPersonas, [])
  const all = status.value?.personas.all ?? []
  return (
    <ChoiceMenu
      label={personaWords.menu}
      choices={all.map(one => ({ id: one.id, label: shownName(one, all), detail: personaWords.asks(one) }))}
      chosenId={persona.value?.id}
      hasOwn={ownPersonaId.value !== null}
      chooseHere={choosePersonaHere}
      chooseEverywhere={choosePersonaEverywhere}
      manage={{ label: personaWords.manage, act: openPersonas }}
      place={place}
      onClose={() => showPersonaMenu(false)}
    />
  )
}
