import type { Turn } from '../../app/conversation.ts'
import { type Cue, cuesOf, toSrt, toVtt } from '../../app/library/captions.ts'
import type { ExportCaptions } from '../../app/library/exchange.ts'
import { words } from '../../app/words/words.ts'

/** Whose voice is heard. */
export type Voice = 'recording' | 'reply'

/** The captions of one of a turn's sounds, timed from `startMs` on; none if there is no transcript. */
export function cuesOfTurn(turn: Turn, voice: Voice, startMs = 0): Cue[] {
  const said = voice === 'reply' ? turn.reply : turn.transcript
  const sound = voice === 'reply' ? turn.reply?.sound : turn.recording
  if (!said || !sound) return []
  const speaker = voice === 'reply' ? words.turn.reply : words.turn.you
  return cuesOf({ words: said.words, alignment: said.alignment, durationMs: sound.durationMs }, { startMs, speaker })
}

/** Captions as a file. */
export function captionsFile(cues: readonly Cue[], format: Exclude<ExportCaptions, 'none'>): Uint8Array {
  return Buffer.from(format === 'srt' ? toSrt(cues) : toVtt(cues))
}
