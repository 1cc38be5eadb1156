import { words } from '../../app/words.ts'
import { waiting } from '../state.ts'
import { PlacedTurn } from './placed-turn.tsx'

/** Every question of every conversation that waits to be sent, oldest first. */
export function WaitingPlace() {
  const { outbox } = words
  return (
    <section class="timeline" aria-label={outbox.place}>
      <div class="drafts">
        <p class="soft">{waiting.value.length === 0 ? outbox.none : outbox.placeText}</p>
        {waiting.value.map(turn => (
          <PlacedTurn key={turn.id} turn={turn} />
        ))}
      </div>
    </section>
  )
}
