import { Circle, RotateCw, Settings2 } from 'lucide'
import type { Turn } from '../../../app/conversation.ts'
import { words } from '../../../app/words/words.ts'
import { openAnswering } from '../../actions/profiles.ts'
import { sendTurnTo } from '../../actions/turns.ts'
import { status } from '../../state/main.ts'
import { answering } from '../../state/profiles.ts'
import type { MenuItem } from '../controls/menu.tsx'
import { MenuButton } from '../controls/menu-button.tsx'

/** Sends a failed question to another profile, which then answers in its conversation. The model can be changed from here too. */
export function RetryElsewhere({ turn }: { turn: Turn }) {
  const { retryElsewhere, changeModel } = words.failure
  return <MenuButton label={retryElsewhere} icon={RotateCw} items={() => [...othersFor(turn), settings(changeModel)]} />
}

function othersFor(turn: Turn): MenuItem[] {
  const others = (status.value?.profiles ?? []).filter(({ id }) => id !== answering.value?.id)
  return others.map(({ id, name, kind, model, voice }) => ({
    label: words.endpoint.detail(name || words.endpoint.kinds[kind], model, voice),
    icon: Circle,
    act: () => void sendTurnTo(turn, id),
  }))
}

function settings(label: string): MenuItem {
  return { label, icon: Settings2, act: openAnswering }
}
