import { computed, signal } from '@preact/signals'
import type { Failure } from '../../app/errors.ts'
import { type Hint, initialTalk, type Phase, type TalkState } from '../../app/talk/talk-state.ts'
import { phaseOf } from '../../app/talk.ts'
import type { Devices } from '../microphone/devices.ts'

/** Where push-to-talk stands. */
export const talk = signal<TalkState>(initialTalk)
/** The same in one word. */
export const phase = computed(() => phaseOf(talk.value))
/** The phase as it is shown: a recording is getting ready until the microphone has delivered real samples. */
export const shownPhase = computed<Phase>(() => {
  const { capture } = talk.value
  const isWaiting = capture.name !== 'idle' && readyTurnId.value !== capture.turnId
  return isWaiting ? 'arming' : phase.value
})
/** The recording whose microphone has delivered real samples; null while it is getting ready. */
export const readyTurnId = signal<string | null>(null)
/** When the samples of the recording under way began (performance.now), to count from. */
export const recordingSince = signal(0)
/** The conversation a recording belongs to; `title` is null where it was new. */
export interface RecordedFor {
  conversationId: string
  title: string | null
  isPrivate: boolean
}
/** What the recording under way belongs to, or what the last one did. */
export const recordedFor = signal<RecordedFor | null>(null)
/** What is said in passing below the talk button. */
export const hint = signal<Hint | null>(null)
/** What went wrong without a turn to show it on. */
export const dockFailure = signal<Failure | null>(null)
/** Where the reply that is arriving and sounding has got to. */
export const speakingMs = signal(0)
/** The microphones and speakers there are; none until the microphone was allowed. */
export const devices = signal<Devices>({ microphones: [], speakers: [] })
/** Name of the microphone that is or was last open; empty before the first. */
export const microphoneLabel = signal('')
/** Whether a microphone is open: while recording, and for a while after. */
export const isMicrophoneOpen = signal(false)
/** Where the test of the microphone stands. */
export type MicrophoneTestState =
  | { name: 'idle' | 'recording' | 'playing' | 'done' | 'silent' }
  | { name: 'failed'; failure: Failure }
/** Where the test of the microphone stands. */
export const microphoneTest = signal<MicrophoneTestState>({ name: 'idle' })
