import { waitingWords } from '../../../app/words/waiting-words.ts'
import { words } from '../../../app/words/words.ts'
import { waiting } from '../../state/outbox.ts'
import { PlacedTurn } from './placed-turn.tsx'

/** Every question of every conversation that waits to be sent, oldest first. */
export function WaitingPlace() {
  return (
    <section class="timeline" aria-label={words.outbox.place}>
      <div class="drafts">
        <p class="soft">{waiting.value.length === 0 ? waitingWords.none : waitingWords.placeText}</p>
        {waiting.value.map(turn => (
          <PlacedTurn key={turn.id} turn={turn} />
        ))}
      </div>
    </section>
  )
}
