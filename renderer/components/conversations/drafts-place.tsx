import { words } from '../../../app/words/words.ts'
import { drafts } from '../../state/lists.ts'
import { PlacedTurn } from './placed-turn.tsx'

/** Every draft of every conversation. */
export function DraftsPlace() {
  const { draft } = words
  return (
    <section class="timeline" aria-label={draft.placeTitle}>
      <div class="drafts">
        <p class="soft">{drafts.value.length === 0 ? draft.none : draft.placeText}</p>
        {drafts.value.map(turn => (
          <PlacedTurn key={turn.id} turn={turn} />
        ))}
      </div>
    </section>
  )
}
