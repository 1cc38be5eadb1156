import { profileWords } from '../../../app/words/profile-words.ts'
import { words } from '../../../app/words/words.ts'
import { chooseProfileEverywhere, chooseProfileHere, openProfile, showProfileMenu } from '../../actions/profiles.ts'
import { ownProfileId } from '../../state/conversation.ts'
import { status } from '../../state/main.ts'
import { answering } from '../../state/profiles.ts'
import { ChoiceMenu } from '../controls/choice-menu.tsx'
import type { MenuPlace } from '../controls/menu.tsx'

/** Every profile, to be chosen. */
export function ProfileMenu({ place }: { place: MenuPlace }) {
  const profiles = status.value?.profiles ?? []
  return (
    <ChoiceMenu
      label={profileWords.menu}
      choices={profiles.map(({ id, name, kind, model, voice }) => ({
        id,
        label: name || words.endpoint.kinds[kind],
        detail: words.endpoint.detail('', model, voice),
      }))}
      chosenId={answering.value?.id}
      hasOwn={ownProfileId.value !== null}
      chooseHere={chooseProfileHere}
      chooseEverywhere={chooseProfileEverywhere}
      manage={{ label: profileWords.manage, act: () => openProfile(null) }}
      place={place}
      onClose={() => showProfileMenu(false)}
    />
  )
}
