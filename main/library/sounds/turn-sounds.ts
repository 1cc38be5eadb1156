import type { Sound, Turn } from '../../../app/conversation.ts'
import type { Side } from '../paths.ts'
import { UNKNOWN_REPLY } from '../recovery/unknown-reply.ts'
import type { FileRow } from '../rows/file-rows.ts'

/** A turn as far as its sounds go, whatever is known of them. */
interface Sounding<S> {
  recording: S | null
  reply: { sound: S | null } | null
}

/** The sounds a turn has. */
export function soundsOf<S>({ recording, reply }: Sounding<S>): S[] {
  const sound = reply?.sound ?? null
  if (recording === null) return sound === null ? [] : [sound]
  return sound === null ? [recording] : [recording, sound]
}

/** The sound of one side of a turn. */
export function soundOf({ recording, reply }: Turn, side: Side): Sound | null {
  return side === 'reply' ? (reply?.sound ?? null) : recording
}

/** How much the sounds of turns take on the disk. */
export function bytesOf(turns: readonly Sounding<{ bytes: number }>[]): number {
  return turns.flatMap(soundsOf).reduce((sum, { bytes }) => sum + bytes, 0)
}

/** The files of a turn's sounds. */
export function soundFilesOf(turn: Turn): FileRow[] {
  return (['recording', 'reply'] as const).flatMap(side => {
    const sound = soundOf(turn, side)
    return sound ? [{ turnId: turn.id, side, file: sound.file }] : []
  })
}

/** A turn with another sound, or none, on one side. The sound of a reply shows at least that there was a reply. */
export function withSound(turn: Turn, side: Side, sound: Sound | null): Turn {
  if (side === 'recording') return { ...turn, recording: sound }
  if (!sound && !turn.reply) return turn
  return { ...turn, reply: { ...(turn.reply ?? UNKNOWN_REPLY), sound } }
}
