import type { RecordingEnd } from './contract.ts'
import type { DraftReason } from './conversation.ts'

/** Where a press comes from. `button` is keyboard or screen-reader activation of the talk button, which toggles. */
export type PressSource = 'key' | 'pointer' | 'button' | 'global'

/** What the user chose about talking (see `Settings['talk']`). */
export interface TalkOptions {
  mode: 'hold' | 'toggle' | 'hybrid'
  tailMs: number
  longestMs: number
}

/** What the microphone is doing, from the user's point of view. One at a time. */
export type Capture =
  | { name: 'idle' }
  /** The key is down, the microphone opens and its samples are kept, but the hold is not confirmed yet. */
  | { name: 'arming'; turnId: string; source: PressSource; pressedAt: number }
  /** Being held. */
  | { name: 'recording'; turnId: string; source: PressSource; pressedAt: number }
  /** Hands-free: the next press sends. */
  | { name: 'locked'; turnId: string; source: PressSource; pressedAt: number; escapedAt: number | null }
  /** Released; the last syllable is still being recorded, and pressing again continues. */
  | { name: 'tail'; turnId: string; source: PressSource; pressedAt: number; releasedAt: number }

/** A recording whose microphone was told to stop and whose last samples are awaited; `end` is what was meant for it. */
export interface Closing {
  turnId: string
  end: RecordingEnd
}

/** The turn whose reply is awaited or heard. */
export type Awaited = { name: 'none' } | { name: 'sending'; turnId: string } | { name: 'speaking'; turnId: string }

/** The whole state of talking. */
export interface TalkState {
  capture: Capture
  closing: readonly Closing[]
  awaited: Awaited
  /** When the last short tap began, for the double tap. */
  tappedAt: number | null
}

/** The recording as it came out of the microphone, known when its last samples were flushed. */
export interface Captured {
  durationMs: number
  /** Loudest sample in dBFS; -Infinity for digital silence. */
  peakDbfs: number
}

/** Everything that can happen. `at` is a monotonic clock in milliseconds. */
export type TalkEvent =
  | { name: 'pressed'; at: number; turnId: string; source: PressSource; isRepeat: boolean; isModifierOnly: boolean }
  | { name: 'released'; at: number; source: PressSource }
  | { name: 'escaped'; at: number }
  /** The pointer slid up (lock) or left (cancel) while held. */
  | { name: 'slid'; at: number; direction: 'up' | 'left' }
  /** The window lost focus, the pointer was cancelled, a menu opened, the window closes. */
  | { name: 'focusLost'; at: number; reason: DraftReason }
  /** The deadline of `nextDeadline` was reached. */
  | { name: 'timePassed'; at: number }
  /** The microphone ended, was denied or unplugged. */
  | { name: 'microphoneFailed'; at: number; turnId: string }
  /** The last samples of a closing recording have arrived. */
  | { name: 'captured'; at: number; turnId: string; captured: Captured }
  | { name: 'asked'; at: number; turnId: string }
  | { name: 'replySounded'; at: number; turnId: string }
  /** The reply was heard to its end, failed, or has no sound. */
  | { name: 'replyEnded'; at: number; turnId: string }

/** What the window says about the talk step in passing. */
export type Hint = 'hold-to-talk' | 'escape-again' | 'too-short' | 'silent' | 'too-long' | 'draft-kept'

/** What the window must do, in order. */
export type TalkEffect =
  /** Open the microphone and keep its samples from now on. */
  | { name: 'openMicrophone'; turnId: string }
  /** The hold is real: begin to write the samples kept so far, and all that follow. */
  | { name: 'keepSamples'; turnId: string }
  /** Stop the microphone for this turn; `captured` follows when its last samples have been flushed. */
  | { name: 'closeMicrophone'; turnId: string }
  /** Forget an unconfirmed press. Nothing was written. */
  | { name: 'forgetSamples'; turnId: string }
  /** The recording is whole: send it, keep it as a draft, put it in the trash, or discard it. */
  | { name: 'finishRecording'; turnId: string; end: RecordingEnd }
  /** Silence the reply within 50 ms, end its request, note where it was heard to. */
  | { name: 'stopReply'; turnId: string }
  /** Drop the awaited reply; its question goes along with the next one. */
  | { name: 'joinTurn'; turnId: string }
  | { name: 'showHint'; hint: Hint; turnId: string }

/** What the window shows, in one word. */
export type Phase = 'idle' | 'arming' | 'recording' | 'locked' | 'tail' | 'sending' | 'speaking'
