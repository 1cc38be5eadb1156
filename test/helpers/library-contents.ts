import { readFileSync } from 'node:fs'
import type { Conversation, Turn } from '../../app/conversation.ts'
import { WAV_HEADER_BYTES } from '../../app/wav.ts'
import type { Library } from '../../main/library/library.ts'
import type { Side } from '../../main/library/paths.ts'
import { tellingPcm } from './library-folder.ts'

const PLACES = ['pinned', 'recent', 'archived', 'trash'] as const
/** How much of a sound is enough to tell it from all others. */
const MARK_BYTES = 64

/** A finished sound of a library, whole. */
export interface FoundSound {
  turnId: string
  side: Side
  /** What it begins with; see `markOf`. */
  mark: string
  /** The file, header included. */
  wav: Buffer
}

/** Everything in a library, the trash included. */
export interface LibraryContents {
  turns: Map<string, Turn>
  conversations: Map<string, Conversation>
}

/** All turns of a library and the conversations they are in, by id, the trash included. */
export function contentsOf(library: Library): LibraryContents {
  const conversations = conversationsOf(library)
  const turns = [...conversations.flatMap(({ id }) => library.turnsOf(id)), ...library.trashedTurns()]
  return { turns: byId(turns), conversations: byId(conversations) }
}

/** All conversations of a library that have turns, the trash included. */
export function conversationsOf(library: Library): Conversation[] {
  const listed = PLACES.flatMap(place => library.listConversations(place))
  const ids = new Set(listed.map(({ id }) => id))
  const trashed = new Set(library.trashedTurns().map(({ conversationId }) => conversationId))
  const others = [...trashed].filter(id => !ids.has(id))
  return [...listed, ...others.flatMap(id => library.conversation(id) ?? [])]
}

/** The finished sounds of those turns. */
export function soundsOf(library: Library, turns: Iterable<Turn>): FoundSound[] {
  const found: FoundSound[] = []
  for (const { id, recording, reply } of turns) {
    for (const [side, sound] of [['recording', recording] as const, ['reply', reply?.sound ?? null] as const]) {
      if (!sound) continue
      const wav = readFileSync(library.pathOf(sound))
      found.push({ turnId: id, side, mark: toMark(wav.subarray(WAV_HEADER_BYTES)), wav })
    }
  }
  return found
}

/** The beginning of the sound that `tellingPcm` makes from `start`. */
export function markOf(start: number): string {
  return toMark(tellingPcm(MARK_BYTES, start))
}

function toMark(pcm: Uint8Array): string {
  return Buffer.from(pcm.subarray(0, MARK_BYTES)).toString('base64')
}

function byId<T extends { id: string }>(list: readonly T[]): Map<string, T> {
  return new Map(list.map(item => [item.id, item]))
}
