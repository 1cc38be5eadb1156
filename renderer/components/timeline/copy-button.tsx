import { Check, Copy } from 'lucide'
import { words } from '../../../app/words/words.ts'
import { copyWords } from '../../actions/turns.ts'
import { copied, type Side } from '../../state/conversation.ts'
import { IconButton } from '../controls/icon-button.tsx'

/** Copies the words of a question or a reply, and says for a moment that it has. */
export function CopyButton({ turnId, side, text }: { turnId: string; side: Side; text: string }) {
  const isCopied = copied.value?.turnId === turnId && copied.value.side === side
  const label = side === 'reply' ? words.turn.copy : words.turn.copyQuestion
  return (
    <IconButton
      icon={isCopied ? Check : Copy}
      label={isCopied ? words.turn.copied : label}
      onClick={() => void copyWords(turnId, side, text)}
    />
  )
}
