import { Pause, Play, Square } from 'lucide'
import type { Sound, Turn } from '../../../app/conversation.ts'
import { words } from '../../../app/words/words.ts'
import { seekReplay, toggleReplay } from '../../actions/replay.ts'
import { stopReply } from '../../actions/talk.ts'
import { hitStart } from '../../speaker/hit-start.ts'
import type { Side } from '../../state/conversation.ts'
import { replay, replayMs } from '../../state/replay.ts'
import { sought } from '../../state/search.ts'
import { phase, speakingMs, talk } from '../../state/talk.ts'
import { IconButton } from '../controls/icon-button.tsx'
import { Waveform } from './waveform.tsx'

/**
 * A stored sound: play or pause, its waveform, its time. If its words are searched for, it plays from the match. A reply that is being
 * played shows its position.
 */
export function SoundRow({ turn, side, sound }: { turn: Turn; side: Side; sound: Sound }) {
  const turnId = turn.id
  const { awaited } = talk.value
  const isSpeaking = side === 'reply' && awaited.name === 'speaking' && awaited.turnId === turnId
  const current = replay.value
  const isCurrent = current.name !== 'none' && current.turnId === turnId && current.side === side
  const isPlaying = isCurrent && current.name === 'playing'
  const ms = isSpeaking ? speakingMs.value : isCurrent ? replayMs.value : 0
  return (
    <div class="sound" data-side={side}>
      {isSpeaking ? (
        <IconButton icon={Square} label={words.talk.stopReply} class="play" onClick={stopReply} />
      ) : (
        <IconButton
          icon={isPlaying ? Pause : Play}
          label={isPlaying ? words.turn.pauseOf(side) : words.turn.playOf(side)}
          class="play"
          disabled={phase.value !== 'idle'}
          onClick={() => void toggleReplay(turnId, side, hitStart(turn, side, sought.value))}
        />
      )}
      <Waveform
        sound={sound}
        ms={ms}
        label={words.turn.seek(side)}
        onSeek={place => {
          if (phase.value === 'idle') void seekReplay(turnId, side, place)
        }}
      />
      {ms > 0 && <span class="sound-time">{words.turn.progress(ms, sound.durationMs)}</span>}
    </div>
  )
}
