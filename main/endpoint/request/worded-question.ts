import type { Transcript, Turn } from '../../../app/conversation.ts'
import { failWith } from '../../../app/errors.ts'
import type { WordedQuestion } from '../cascade.ts'
import { type MessagesSource, messagesFor, type TurnMessages } from './messages.ts'

/**
 * A turn's question for a model that cannot hear: its recording, and those that go along with it, by their words. Earlier recordings
 * without words are not sent to anybody again.
 * @param onSize told how much the question is, once its words are known
 * @throws `not_found` when a recording is gone whose words are not known
 */
export function wordedQuestion(source: MessagesSource, onSize: (size: TurnMessages['size']) => void): WordedQuestion {
  const { turn, history, locate } = source
  const isAsked = (other: Turn) => other.id === turn.id || (other.status === 'joined' && other.position < turn.position)
  const asked = [...history.filter(other => other.id !== turn.id && isAsked(other)), turn]
  const unheard = asked.flatMap(({ transcript, recording, ...other }) => {
    if (!recording || transcript) return []
    const location = locate({ ...other, transcript, recording })
    if (location === null) throw failWith('not_found', { what: 'recording' })
    return [{ turnId: other.id, sound: { location, format: recording.format, durationMs: recording.durationMs } }]
  })
  return {
    unheard,
    messages: transcripts => {
      const worded = (other: Turn) => inWords(other, transcripts)
      const built = messagesFor({ ...source, turn: worded(turn), history: history.map(worded) })
      onSize(built.size)
      return built.messagesWithoutIds ?? built.messages
    },
  }
}

function inWords(turn: Turn, transcripts: ReadonlyMap<string, Transcript>): Turn {
  return { ...turn, recording: null, transcript: turn.transcript ?? transcripts.get(turn.id) ?? null }
}
