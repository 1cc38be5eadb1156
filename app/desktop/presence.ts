import * as v from 'valibot'
import { MICROPHONES_LIMIT, TEXT_LIMIT } from '../limits.ts'
import { DeviceSchema } from '../settings.ts'
import type { Phase } from '../talk/talk-state.ts'

/** What Parley is doing, as the tray and the mini window show it. */
export const presenceStates = ['idle', 'listening', 'sending', 'speaking', 'queued', 'failed'] as const
/** What Parley is doing, as the tray and the mini window show it. */
export type PresenceState = (typeof presenceStates)[number]

/** What the window reports about itself, so that tray and mini window can show it while the window is hidden. */
export const PresenceSchema = v.object({
  state: v.picklist(presenceStates),
  /** The end of the reply that is arriving, but nothing of a private conversation; or what a first Escape asks for. */
  words: v.pipe(v.string(), v.maxLength(TEXT_LIMIT)),
  /** The microphones to choose from, as far as the window may know them. */
  microphones: v.pipe(v.array(DeviceSchema), v.maxLength(MICROPHONES_LIMIT)),
  /** Whether closing the window would lose a private conversation. */
  losesPrivate: v.boolean(),
})
/** What the window reports about itself. */
export type Presence = v.InferOutput<typeof PresenceSchema>

/** Until a window has reported anything. */
export const initialPresence: Presence = { state: 'idle', words: '', microphones: [], losesPrivate: false }

/** How many characters of a reply fit into the mini window. */
const WORDS_SHOWN = 160

const states: Record<Phase, PresenceState> = {
  idle: 'idle',
  arming: 'listening',
  recording: 'listening',
  locked: 'listening',
  tail: 'listening',
  sending: 'sending',
  speaking: 'speaking',
}

/** What Parley is doing, in one word. What is under way comes before what went wrong, and that before what waits. */
export function presenceStateOf(phase: Phase, isFailed: boolean, isWaiting: boolean): PresenceState {
  if (phase !== 'idle') return states[phase]
  if (isFailed) return 'failed'
  return isWaiting ? 'queued' : 'idle'
}

/** As much of a reply's end as fits, beginning with a whole word. */
export function lastWords(words: string): string {
  const text = words.trim()
  if (text.length <= WORDS_SHOWN) return text
  const end = text.slice(-WORDS_SHOWN)
  return `… ${end.slice(end.search(/\s/) + 1)}`
}
