import { Circle, CircleDot, Settings2, Square, SquareCheck } from 'lucide'
import { useState } from 'preact/hooks'
import { profileWords } from '../../app/profile-words.ts'
import { words } from '../../app/words.ts'
import { chooseProfileEverywhere, chooseProfileHere, openProfile, showProfileMenu } from '../actions/profiles.ts'
import { answering, ownProfileId, status } from '../state.ts'
import { Menu, type MenuItem, type MenuPlace } from './menu.tsx'

/** Every profile, to be chosen by a digit: for all conversations, or for the one that is shown alone. */
export function ProfileMenu({ place }: { place: MenuPlace }) {
  const [isHereOnly, setHereOnly] = useState(ownProfileId.value !== null)
  const profiles = status.value?.profiles ?? []
  const choose = isHereOnly ? chooseProfileHere : chooseProfileEverywhere
  const items = profiles.map((one, index): MenuItem => {
    const isChosen = one.id === answering.value?.id
    return {
      label: one.name || words.endpoint.kinds[one.kind],
      detail: words.endpoint.detail('', one.model, one.voice),
      icon: isChosen ? CircleDot : Circle,
      chosen: { among: 'others', isChosen },
      ...(index < 9 ? { shortcut: String(index + 1) } : {}),
      act: () => void choose(one.id),
    }
  })
  const onlyHere: MenuItem = {
    label: profileWords.onlyHere,
    icon: isHereOnly ? SquareCheck : Square,
    chosen: { among: 'itself', isChosen: isHereOnly },
    staysOpen: true,
    act: () => {
      setHereOnly(!isHereOnly)
      if (isHereOnly && ownProfileId.value !== null) void chooseProfileHere(null)
    },
  }
  const manage: MenuItem = { label: profileWords.manage, icon: Settings2, act: () => openProfile(null) }
  return (
    <Menu
      label={profileWords.menu}
      items={[...items, onlyHere, manage]}
      place={place}
      onClose={() => showProfileMenu(false)}
    />
  )
}
