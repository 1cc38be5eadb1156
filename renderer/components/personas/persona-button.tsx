import { Drama, Pin } from 'lucide'
import { shownName } from '../../../app/personas/personas.ts'
import { personaWords } from '../../../app/words/persona-words.ts'
import { showPersonaMenu } from '../../actions/persona-menu.ts'
import { ownPersonaId } from '../../state/conversation.ts'
import { status } from '../../state/main.ts'
import { isPersonaGone, isPersonaMenuOpen, persona } from '../../state/personas.ts'
import { Icon } from '../controls/icon.tsx'
import { PersonaMenu } from './persona-menu.tsx'

const BUTTON_ID = 'persona-button'

/** The persona of the open conversation, and the menu to choose another. */
export function PersonaButton() {
  const { value: inUse } = persona
  if (!inUse) return null
  const name = shownName(inUse, status.value?.personas.all ?? [])
  const isHereOnly = ownPersonaId.value === inUse.id
  const title = isPersonaGone.value ? personaWords.gone(name) : personaWords.buttonTitle(name, isHereOnly)
  const place = () => document.getElementById(BUTTON_ID)?.getBoundingClientRect() ?? new DOMRect()
  return (
    <>
      <button
        type="button"
        id={BUTTON_ID}
        class="endpoint-button persona-button"
        title={title}
        aria-label={name}
        data-failed={isPersonaGone.value}
        aria-haspopup="menu"
        aria-expanded={isPersonaMenuOpen.value}
        onClick={() => showPersonaMenu(true)}
      >
        <Icon of={isHereOnly ? Pin : Drama} />
        <span class="endpoint-name only-wide">{name}</span>
      </button>
      {isPersonaMenuOpen.value && <PersonaMenu place={place} />}
    </>
  )
}
