import { isNeverSent, type Turn } from '../../../app/conversation.ts'
import { formatDateAndTime } from '../../../app/words/format.ts'
import { words } from '../../../app/words/words.ts'
import { askToDelete, restoreTrashedTurn } from '../../actions/trash.ts'
import { Facts } from '../timeline/facts.tsx'
import { SoundRow } from '../timeline/sound-row.tsx'

/** A turn in the trash, to read, hear, restore or delete for good. */
export function TrashedTurn({ turn }: { turn: Turn }) {
  const { id, createdAt, purgeAt, recording, reply } = turn
  const mine = turn.text || turn.transcript?.words
  return (
    <article class="trashed-turn" aria-label={words.turn.yours(createdAt)}>
      <Facts
        who={words.turn.you}
        of={[formatDateAndTime(createdAt), purgeAt !== null && words.trash.goes(purgeAt, Date.now())]}
      />
      {recording && <SoundRow turn={turn} side="recording" sound={recording} />}
      {mine && <p class="excerpt">{mine}</p>}
      {isNeverSent(turn) && <p class="note">{words.draft.neverSent}</p>}
      {reply?.sound && <SoundRow turn={turn} side="reply" sound={reply.sound} />}
      {reply?.words && <p class="excerpt">{reply.words}</p>}
      <div class="buttons">
        <button type="button" class="button" onClick={() => void restoreTrashedTurn(id)}>
          {words.trash.restore}
        </button>
        <button type="button" class="button" onClick={() => askToDelete({ kind: 'turn', turn })}>
          {words.trash.delete}
        </button>
      </div>
    </article>
  )
}
