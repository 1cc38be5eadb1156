import { Circle, CircleDot, Settings2, Square, SquareCheck } from 'lucide'
import { useState } from 'preact/hooks'
import { profileWords } from '../../../app/words/profile-words.ts'
import { Menu, type MenuItem, type MenuPlace } from './menu.tsx'

/** Something that can be chosen. */
export interface Choice {
  id: string
  label: string
  detail: string
}

/** A menu to choose one of several, also by digit: for all conversations, or only for the open one. */
export function ChoiceMenu(props: {
  label: string
  choices: readonly Choice[]
  chosenId: string | undefined
  /** Whether the open conversation has a choice of its own. */
  hasOwn: boolean
  chooseHere: (id: string | null) => unknown
  chooseEverywhere: (id: string) => unknown
  /** Opens the page where all choices are managed. */
  manage: Pick<MenuItem, 'label' | 'act'>
  place: MenuPlace
  onClose: () => void
}) {
  const { choices, chosenId, hasOwn, chooseHere, chooseEverywhere } = props
  const [isHereOnly, setHereOnly] = useState(hasOwn)
  const items = choices.map(({ id, label, detail }, index): MenuItem => {
    const isChosen = id === chosenId
    return {
      label,
      detail,
      icon: isChosen ? CircleDot : Circle,
      chosen: { among: 'others', isChosen },
      ...(index < 9 ? { shortcut: String(index + 1) } : {}),
      act: () => void (isHereOnly ? chooseHere(id) : chooseEverywhere(id)),
    }
  })
  const onlyHere: MenuItem = {
    label: profileWords.onlyHere,
    icon: isHereOnly ? SquareCheck : Square,
    chosen: { among: 'itself', isChosen: isHereOnly },
    staysOpen: true,
    act: () => {
      setHereOnly(!isHereOnly)
      if (isHereOnly && hasOwn) void chooseHere(null)
    },
  }
  return (
    <Menu
      label={props.label}
      items={[...items, onlyHere, { ...props.manage, icon: Settings2 }]}
      place={props.place}
      onClose={props.onClose}
    />
  )
}
