import { TriangleAlert } from 'lucide'
import { words } from '../../../app/words/words.ts'
import { chooseProfileHere, showProfileMenu } from '../../actions/profiles.ts'
import { answering } from '../../state/profiles.ts'
import { Icon } from '../controls/icon.tsx'

/** Says that the conversation's own profile no longer exists, and which one answers now, before anything is asked. */
export function GoneProfile() {
  const { endpoint } = words
  return (
    <div class="banner banner-choice" role="alert">
      <Icon of={TriangleAlert} />
      <p>{endpoint.gone(answering.value?.name ?? '')}</p>
      <button type="button" class="button" onClick={() => void chooseProfileHere(null)}>
        {endpoint.goneAccept}
      </button>
      <button type="button" class="button" onClick={() => showProfileMenu(true)}>
        {endpoint.goneChoose}
      </button>
    </div>
  )
}
