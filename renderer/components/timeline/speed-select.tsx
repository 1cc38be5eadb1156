import { words } from '../../../app/words/words.ts'
import { setReplayRate } from '../../actions/replay.ts'
import { replayRate } from '../../state/replay.ts'

const RATES = [0.75, 1, 1.25, 1.5, 2]

/** The speed at which stored sounds are replayed. */
export function SpeedSelect() {
  // A persona may have a speed in between.
  const rates = [...new Set([...RATES, replayRate.value])].sort((a, b) => a - b)
  return (
    <select
      class="quiet-select"
      aria-label={words.turn.speed}
      title={words.turn.speed}
      value={replayRate.value}
      onChange={event => setReplayRate(Number(event.currentTarget.value))}
    >
      {rates.map(rate => (
        <option key={rate} value={rate}>
          {words.turn.speedOf(rate)}
        </option>
      ))}
    </select>
  )
}
