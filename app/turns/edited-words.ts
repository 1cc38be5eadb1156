import type { Sound, Turn } from '../conversation.ts'
import { failWith } from '../errors.ts'
import { type Alignment, realign } from './alignment.ts'

/**
 * What of a turn changes when the user corrects the words of one of its sides by hand: they keep their place in the sound. The
 * words of a recording may be written where nobody has transcribed it, and both may be emptied. Throws not_found when that side
 * has nothing the words could belong to.
 */
export function editedWords(
  turn: Turn,
  side: 'recording' | 'reply',
  words: string,
): Pick<Turn, 'transcript' | 'transcription'> | Pick<Turn, 'reply'> {
  if (side === 'reply') {
    const { reply } = turn
    if (!reply) throw failWith('not_found', { what: 'reply' })
    const { sound, words: before, alignment } = reply
    return { reply: { ...reply, words, alignment: moved(alignment, before, words, sound), isEdited: true } }
  }
  const { recording, transcript } = turn
  if (!recording) throw failWith('not_found', { what: 'recording' })
  const { words: before, alignment, model, cost } = transcript ?? { words: '', alignment: [], model: '', cost: null }
  return {
    // Nothing else is to be heard in it any more.
    transcription: null,
    transcript: { words, alignment: moved(alignment, before, words, recording), isEdited: true, model, cost },
  }
}

function moved(alignment: Alignment, before: string, after: string, sound: Sound | null): Alignment {
  // Words that stand where there were none, or that do not sound, are spread evenly.
  if (before === '' || after === '' || !sound) return []
  return realign(alignment, before, after, sound.durationMs)
}
