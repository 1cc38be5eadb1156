import type { Conversation, Turn } from '../../app/conversation.ts'
import { WAV_HEADER_BYTES } from '../../app/wav.ts'
import type { Library } from '../../main/library/library.ts'
import type { Side } from '../../main/library/paths.ts'
import { contentsOf, markOf, soundsOf } from './library-contents.ts'

/** What an operation will make of turns and conversations, by id; null for those it deletes. */
export interface Intent {
  turns?: Record<string, Partial<Turn> | null>
  conversations?: Record<string, Partial<Conversation> | null>
  /** Whether it adds conversations that were not known before. */
  adds?: boolean
}

/** What the user of a library records about it, in order. */
export type JournalEntry =
  /** An operation has begun. Until it is done, what it touches may be as before or as intended. */
  | { is: 'begun'; operation: string; intent: Required<Intent> }
  /** The operation is done, and what it touched has this value; null for what is gone. */
  | { is: 'done'; turns: Record<string, Turn | null>; conversations: Record<string, Conversation | null> }
  /** A sound begins; `start` identifies it (`tellingPcm`). */
  | { is: 'writing'; turnId: string; side: Side; start: number }
  /** A turn was copied with its sounds. */
  | { is: 'copied'; from: string; to: string }
  /** That many sample bytes of it are in the file. */
  | { is: 'appended'; turnId: string; side: Side; bytes: number }
  /** From here on the folders alone contain everything that was done so far. */
  | { is: 'told' }

/** What is known of a turn or conversation. */
export interface Known<T> {
  /** Its state when the folders were last complete, and every state since; null for absent. */
  states: (T | null)[]
  /** What unfinished operations wanted to make of it; null for nothing. */
  begun: (Partial<T> | null)[]
}

/** A sound, as far as it was acknowledged. */
export interface KnownSound {
  turnId: string
  side: Side
  start: number
  bytes: number
}

/** Everything that a user of a library can rely on. */
export class Journal {
  readonly turns = new Map<string, Known<Turn>>()
  readonly conversations = new Map<string, Known<Conversation>>()
  readonly sounds = new Map<string, KnownSound>()
  /** The operations that were finished, and the one that was under way. */
  readonly done = new Set<string>()
  underWay: string | null = null
  /** Whether there may be conversations that the journal does not know. */
  mayAdd = false

  /**
   * What can be relied on from now on: everything in a library whose folders are complete.
   * @param before knows its sounds
   */
  static of(library: Library, before: Journal): Journal {
    const journal = new Journal()
    const { turns, conversations } = contentsOf(library)
    for (const [id, turn] of turns) journal.turns.set(id, { states: [turn], begun: [] })
    for (const [id, conversation] of conversations) journal.conversations.set(id, { states: [conversation], begun: [] })
    const starts = new Map([...before.sounds.values()].map(({ start }) => [markOf(start), start]))
    for (const { turnId, side, mark, wav } of soundsOf(library, turns.values())) {
      // Two sounds may begin alike; mostly a sound is where it was.
      const same = before.sounds.get(keyOf({ turnId, side }))?.start
      const start = same !== undefined && markOf(same) === mark ? same : starts.get(mark)
      if (start === undefined) continue
      journal.sounds.set(keyOf({ turnId, side }), { turnId, side, start, bytes: wav.byteLength - WAV_HEADER_BYTES })
    }
    return journal
  }

  add(entry: JournalEntry): void {
    switch (entry.is) {
      case 'begun':
        this.underWay = entry.operation
        this.mayAdd = entry.intent.adds
        for (const [id, change] of Object.entries(entry.intent.turns)) known(this.turns, id).begun.push(change)
        for (const [id, change] of Object.entries(entry.intent.conversations)) {
          known(this.conversations, id).begun.push(change)
        }
        break
      case 'done':
        if (this.underWay !== null) this.done.add(this.underWay)
        this.underWay = null
        this.mayAdd = false
        for (const [id, turn] of Object.entries(entry.turns)) this.#saw(id, turn)
        for (const [id, conversation] of Object.entries(entry.conversations)) {
          reached(known(this.conversations, id), conversation)
        }
        break
      case 'writing':
        this.sounds.set(keyOf(entry), { ...entry, bytes: 0 })
        break
      case 'appended': {
        const sound = this.sounds.get(keyOf(entry))
        if (sound) sound.bytes = entry.bytes
        break
      }
      case 'copied':
        for (const side of ['recording', 'reply'] as const) this.#copySound(entry.from, entry.to, side)
        break
      case 'told':
        for (const { states } of [...this.turns.values(), ...this.conversations.values()]) {
          states.splice(0, states.length - 1)
        }
    }
  }

  #copySound(from: string, turnId: string, side: Side): void {
    const copy = this.turns.get(turnId)?.states.at(-1)
    const sound = this.sounds.get(keyOf({ turnId: from, side }))
    const isThere = side === 'reply' ? copy?.reply?.sound : copy?.recording
    if (sound && isThere) this.sounds.set(keyOf({ turnId, side }), { ...sound, turnId })
  }

  #saw(id: string, turn: Turn | null): void {
    const before = known(this.turns, id)
    const isSilent = !turn || turn.expired === 'sound'
    if (isSilent) this.sounds.delete(`${id}/recording`)
    // A reply that is given up is deleted with its sound; the sound of its successor begins later.
    if (isSilent || before.begun.some(change => change?.reply === null)) this.sounds.delete(`${id}/reply`)
    reached(before, turn)
  }
}

function keyOf({ turnId, side }: { turnId: string; side: Side }): string {
  return `${turnId}/${side}`
}

function known<T>(all: Map<string, Known<T>>, id: string): Known<T> {
  const found = all.get(id) ?? { states: [null], begun: [] }
  all.set(id, found)
  return found
}

function reached<T>(known: Known<T>, state: T | null): void {
  // A deletion takes effect at once, in the folders too.
  if (state === null) known.states.length = 0
  known.states.push(state)
  known.begun.length = 0
}
