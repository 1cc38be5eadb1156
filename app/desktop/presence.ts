import * as v from 'valibot'
import { MICROPHONES_LIMIT, TEXT_LIMIT } from '../limits.ts'
import { DeviceSchema } from '../settings.ts'
import type { Phase } from '../talk/talk-state.ts'

/** What Parley is doing, as the tray and the mini window show it. */
export const presenceStates = ['idle', 'listening', 'sending', 'speaking', 'queued', 'failed'] as const
/** What Parley is doing, as the tray and the mini window show it. */
export type PresenceState = (typeof presenceStates)[number]

/** What the window tells of itself, so that others can show it while it is hidden. */
export const PresenceSchema = v.object({
  state: v.picklist(presenceStates),
  /** The end of the reply that arrives, nothing of a private conversation; or what Escape, pressed once, asks for. */
  words: v.pipe(v.string(), v.maxLength(TEXT_LIMIT)),
  /** Those that can be chosen, as far as the window may know them. */
  microphones: v.pipe(v.array(DeviceSchema), v.maxLength(MICROPHONES_LIMIT)),
  /** Whether a private conversation would be lost with the window. */
  losesPrivate: v.boolean(),
})
/** What the window tells of itself. */
export type Presence = v.InferOutput<typeof PresenceSchema>

/** Before a window has told anything. */
export const initialPresence: Presence = { state: 'idle', words: '', microphones: [], losesPrivate: false }

/** The most characters of a reply that fit into the mini window. */
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

/** What Parley is doing in one word: what goes on comes before what went wrong, and that before what waits. */
export function presenceStateOf(phase: Phase, isFailed: boolean, isWaiting: boolean): PresenceState {
  if (phase !== 'idle') return states[phase]
  if (isFailed) return 'failed'
  return isWaiting ? 'queued' : 'idle'
}

/** The end of a reply, from the beginning of a word on, as far as it fits. */
export function lastWords(words: string): string {
  const text = words.trim()
  if (text.length <= WORDS_SHOWN) return text
  const end = text.slice(-WORDS_SHOWN)
  return `… ${end.slice(end.search(/\s/) + 1)}`
}
