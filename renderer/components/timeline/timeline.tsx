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
      // What was just spoken or shown aloud need not be read out by a screen reader as well.
      isLive={!settings.value.autoplayReplies}
      revealed={revealed.value}
      // What led here may be gone, and the focus with it: that is known once this was painted.
      onRevealed={row => void afterPaint(() => focusTurn(row))}
      // What is listened to stays under the pointer that began it.
      isStill={replay.value.name !== 'none' && phase.value === 'idle'}
      row={index => {
        const turn = shown[index]
        return turn && <TurnRow turn={turn} place={before + index + 1} of={before + shown.length} />
      }}
      empty={<EmptyConversation />}
    />
  )
}
