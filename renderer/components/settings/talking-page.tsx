import { sayDuration } from '../../../app/words/format.ts'
import { talkingWords } from '../../../app/words/talking-words.ts'
import { words } from '../../../app/words/words.ts'
import { changeSettings } from '../../actions/settings.ts'
import { settings } from '../../state/main.ts'
import { ChoiceField } from '../controls/choice-field.tsx'
import { NumberSelect } from '../controls/number-select.tsx'
import { GlobalKeyField } from './global-key-field.tsx'

const MINUTE_MS = 60_000
const TAILS_MS = [0, 100, 200, 300, 500, 1000, 2000]
const LONGEST_MS = [1, 2, 5, 10].map(minutes => minutes * MINUTE_MS)
const SENT_EARLY_MS = [0, 30_000, 60_000, 120_000, 300_000]
const WARM_MS = [0, 10_000, 30_000, 60_000]
const AS_SOUND = [0, 1, 2, 3, 5, 10]

/** How talking works. */
export function TalkingPage() {
  const { talk, turnsAsSound } = settings.value
  return (
    <>
      <ChoiceField
        legend={talkingWords.mode}
        choices={talkingWords.modes}
        hints={talkingWords.modeHints}
        chosen={talk.mode}
        onChoose={mode => void changeSettings({ talk: { mode } })}
      />
      <GlobalKeyField />
      <NumberSelect
        label={talkingWords.tail}
        hint={talkingWords.tailHint}
        values={TAILS_MS}
        chosen={talk.tailMs}
        say={talkingWords.milliseconds}
        onChoose={tailMs => void changeSettings({ talk: { tailMs } })}
      />
      <NumberSelect
        label={talkingWords.longest}
        values={LONGEST_MS}
        chosen={talk.longestMs}
        say={ms => sayDuration(ms)}
        onChoose={longestMs => void changeSettings({ talk: { longestMs } })}
      />
      <NumberSelect
        label={talkingWords.sentEarly}
        hint={talkingWords.sentEarlyHint}
        values={SENT_EARLY_MS}
        chosen={talk.sentEarlyMs}
        say={ms => (ms === 0 ? talkingWords.sentEarlyOff : talkingWords.sentEarlyUpTo(sayDuration(ms)))}
        onChoose={sentEarlyMs => void changeSettings({ talk: { sentEarlyMs } })}
      />
      <NumberSelect
        label={talkingWords.warm}
        hint={words.talk.warm}
        values={WARM_MS}
        chosen={talk.warmMs}
        say={ms => (ms === 0 ? talkingWords.warmOff : sayDuration(ms))}
        onChoose={warmMs => void changeSettings({ talk: { warmMs } })}
      />
      <NumberSelect
        label={talkingWords.asSound}
        hint={words.cost.asSoundHint}
        values={AS_SOUND}
        chosen={turnsAsSound}
        say={String}
        onChoose={count => void changeSettings({ turnsAsSound: count })}
      />
    </>
  )
}
