import { Speech } from 'lucide'
import type { Turn } from '../../../app/conversation.ts'
import { sentenceOf } from '../../../app/errors.ts'
import { knowledgeWords } from '../../../app/words/knowledge-words.ts'
import { words } from '../../../app/words/words.ts'
import { sayReply } from '../../actions/reply-sound.ts'
import { sendTurn } from '../../actions/turns.ts'
import { wordsSoFar } from '../../arriving-words.ts'
import { canPlay } from '../../speaker/sound-file.ts'
import { arrivingWords, editKey, edits, isReadOnly } from '../../state/conversation.ts'
import { CodedText } from '../controls/coded-text.tsx'
import { Icon } from '../controls/icon.tsx'
import { GrowingWaveform } from './growing-waveform.tsx'
import { ReplyActions } from './reply-actions.tsx'
import { ReplyMeta } from './reply-meta.tsx'
import { SoundRow } from './sound-row.tsx'
import { WrittenWords } from './written-words.tsx'

/** The model's half of a turn: its voice, and its words as they arrive. */
export function Reply({ turn }: { turn: Turn }) {
  const { reply, status } = turn
  const isArriving = status === 'sending' || status === 'replying'
  const text = wordsSoFar(reply?.words ?? '', isArriving ? (arrivingWords.value.get(turn.id) ?? '') : '')
  const sound = isArriving ? null : (reply?.sound ?? null)
  const isEdited = !isArriving && (reply?.isEdited === true || edits.value.has(editKey(turn.id, 'reply')))
  if (!isArriving && text === '' && !sound && !isEdited) {
    return status === 'stopped' ? <StoppedNote turn={turn} /> : null
  }
  const isTextOnly = !isArriving && !sound
  return (
    <div class="reply" aria-busy={isArriving}>
      <ReplyMeta turn={turn} sound={sound} isArriving={isArriving} />
      {isArriving && text === '' && <p class="waiting">{words.turn.waiting}</p>}
      {status === 'replying' && <GrowingWaveform turnId={turn.id} side="reply" />}
      {sound && canPlay(sound) && <SoundRow turn={turn} side="reply" sound={sound} />}
      <WrittenWords turn={turn} side="reply" text={text} isEdited={!isArriving && reply?.isEdited === true} />
      {isTextOnly && reply?.isVoiceLost && (
        <p class="note">
          <CodedText text={knowledgeWords.voiceLost} />
        </p>
      )}
      {!isArriving && reply?.voiceFailure && <p class="note">{sentenceOf(reply.voiceFailure)}</p>}
      {isTextOnly && (
        <button type="button" class="button" onClick={() => sayReply(turn.id, text)}>
          <Icon of={Speech} />
          {words.turn.sayIt}
        </button>
      )}
      {!isArriving && <ReplyActions turn={turn} text={text} sound={sound} />}
    </div>
  )
}

/** A question that was imported, or stopped before anything arrived, can be sent. */
function StoppedNote({ turn }: { turn: Turn }) {
  const reason = turn.draftReason && words.draft.reasons[turn.draftReason](turn.microphone)
  return (
    <div class="buttons">
      <p class="note">{reason ?? words.turn.stopped}</p>
      {!isReadOnly(turn) && (
        <button type="button" class="button" onClick={() => void sendTurn(turn)}>
          {reason ? words.turn.ask : words.failure.retry}
        </button>
      )}
    </div>
  )
}
