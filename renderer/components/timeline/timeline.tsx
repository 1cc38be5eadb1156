import { useMemo } from 'preact/hooks'
import { words } from '../../../app/words/words.ts'
import { afterPaint } from '../../after-paint.ts'
import { conversationId, earlierTurns, revealed, turns } from '../../state/conversation.ts'
import { settings } from '../../state/main.ts'
import { replay } from '../../state/replay.ts'
import { phase } from '../../state/talk.ts'
import { VirtualList } from '../controls/virtual-list.tsx'
import { EmptyConversation } from './empty-conversation.tsx'
import { focusTurn } from './focus-turn.ts'
import { guessTurnHeight } from './turn-height.ts'
import { TurnRow } from './turn-row.tsx'

/** The turns of the conversation. It stays at its end while something is added there, unless the user scrolled up. */
export function Timeline() {
  const shown = turns.value
  const keys = useMemo(() => shown.map(({ id }) => id), [shown])
  const before = earlierTurns.value
  return (
    <VirtualList
      key={conversationId.value}
      kind="log"
      class="timeline"
      rowsClass="turns"
      label={words.conversation.log}
      keys={keys}
      guessHeight={index => {
        const turn = shown[index]
        return turn ? guessTurnHeight(turn) : 0
      }}
      // Screen readers need not also read out what was just spoken or heard.
      isLive={!settings.value.autoplayReplies}
      revealed={revealed.value}
      // The element that led here may be gone, and the focus with it, which is known only after painting.
      onRevealed={row => void afterPaint(() => focusTurn(row))}
      // A sound that was just started stays under the pointer.
      isStill={replay.value.name !== 'none' && phase.value === 'idle'}
      row={index => {
        const turn = shown[index]
        return turn && <TurnRow turn={turn} place={before + index + 1} of={before + shown.length} />
      }}
      empty={<EmptyConversation />}
    />
  )
}
