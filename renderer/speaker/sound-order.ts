import { isUndecoded, type Sound, type Turn } from '../../app/conversation.ts'
import type { Side } from '../state/conversation.ts'

/** A stored sound and whose it is. */
export interface PlacedSound {
  turnId: string
  side: Side
  sound: Sound
}

/** What of a turn can sound. */
export type SoundingTurn = Pick<Turn, 'id' | 'status' | 'recording' | 'reply'>

/** The sounds of turns that can be played, in the order in which they were said: each recording before its reply. */
export function soundsOf(turns: readonly SoundingTurn[]): PlacedSound[] {
  return turns.flatMap(({ id: turnId, status, recording, reply }) => {
    const isArriving = status === 'sending' || status === 'replying'
    const sounds: PlacedSound[] = []
    if (recording && status !== 'recording') sounds.push({ turnId, side: 'recording', sound: recording })
    if (reply?.sound && !isArriving && !isUndecoded(reply.sound))
      sounds.push({ turnId, side: 'reply', sound: reply.sound })
    return sounds
  })
}

/** The sound that many places after another, or before it when negative; undefined where there is none. */
export function soundBeside(
  sounds: readonly PlacedSound[],
  { turnId, side }: Pick<PlacedSound, 'turnId' | 'side'>,
  places: 1 | -1,
): PlacedSound | undefined {
  const index = sounds.findIndex(sound => sound.turnId === turnId && sound.side === side)
  return index < 0 ? undefined : sounds[index + places]
}
