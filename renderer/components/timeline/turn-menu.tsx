import { Copy, CopyPlus, Download, Pencil, Trash2 } from 'lucide'
import type { Turn } from '../../../app/conversation.ts'
import { words } from '../../../app/words/words.ts'
import { continueFrom } from '../../actions/conversations.ts'
import { saveRecording } from '../../actions/save-sound.ts'
import { beginEditing, copyWords, trashTurn } from '../../actions/turns.ts'
import { isPrivate, isReadOnly } from '../../state/conversation.ts'
import type { MenuItem } from '../controls/menu.tsx'
import { MenuButton } from '../controls/menu-button.tsx'

/** The menu of a settled turn. */
export function TurnMenu({ turn }: { turn: Turn }) {
  if (['recording', 'sending', 'replying'].includes(turn.status)) return null
  return <MenuButton label={words.turn.menu} items={() => turnActions(turn)} class="turn-menu" />
}

function turnActions(turn: Turn): readonly MenuItem[] {
  const { id, recording, transcript, reply } = turn
  const mine = turn.text || transcript?.words || ''
  const reading: readonly (MenuItem | null)[] = [
    mine === ''
      ? null
      : { label: words.turn.copyQuestion, icon: Copy, act: () => void copyWords(id, 'recording', mine) },
    recording && { label: words.turn.saveRecording, icon: Download, act: () => saveRecording(turn) },
    isPrivate.value ? null : { label: words.turn.continueFrom, icon: CopyPlus, act: () => void continueFrom(turn) },
  ]
  const changing: readonly (MenuItem | null)[] = [
    recording && { label: words.turn.editQuestion, icon: Pencil, act: () => beginEditing(id, 'recording') },
    reply && { label: words.turn.editReply, icon: Pencil, act: () => beginEditing(id, 'reply') },
    { label: words.turn.delete, icon: Trash2, act: () => void trashTurn(id, 'deleted') },
  ]
  return [...reading, ...(isReadOnly(turn) ? [] : changing)].filter(item => item !== null)
}
