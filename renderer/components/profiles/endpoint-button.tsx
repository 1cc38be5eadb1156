import { ChevronDown, Pin, TriangleAlert } from 'lucide'
import { sentenceOf } from '../../../app/errors.ts'
import { words } from '../../../app/words/words.ts'
import { showProfileMenu } from '../../actions/profiles.ts'
import { ownProfileId } from '../../state/conversation.ts'
import { persona } from '../../state/personas.ts'
import { answering, isProfileMenuOpen } from '../../state/profiles.ts'
import { Icon } from '../controls/icon.tsx'
import { lazily } from '../window/lazily.tsx'

const ProfileMenu = lazily(later => later.ProfileMenu)
const BUTTON_ID = 'endpoint-button'

/** The profile that answers in the open conversation, and the menu to choose another. */
export function EndpointButton() {
  const endpoint = answering.value
  if (!endpoint) return null
  const { kind, way, failure } = endpoint
  // A persona changes nothing about the practice partner.
  const { model = '', voice = '' } = kind === 'practice' ? {} : (persona.value ?? {})
  const name = endpoint.name || words.endpoint.kinds[kind]
  const isHereOnly = ownProfileId.value === endpoint.id
  const title = words.conversation.answeringTitle(name, isHereOnly)
  const place = () => document.getElementById(BUTTON_ID)?.getBoundingClientRect() ?? new DOMRect()
  return (
    <>
      <button
        type="button"
        id={BUTTON_ID}
        class="endpoint-button"
        title={failure ? sentenceOf(failure) : title}
        data-failed={failure !== null}
        aria-haspopup="menu"
        aria-expanded={isProfileMenuOpen.value}
        onClick={() => showProfileMenu(true)}
      >
        {failure && <Icon of={TriangleAlert} />}
        {isHereOnly && <Icon of={Pin} />}
        <span class="endpoint-name">
          {words.conversation.answering(model || endpoint.model || name, voice || endpoint.voice, way === 'cascade')}
        </span>
        <Icon of={ChevronDown} />
      </button>
      {isProfileMenuOpen.value && <ProfileMenu place={place} />}
    </>
  )
}
