import type { DraftReason, RecordingEnd } from '../conversation.ts'
import type { TalkCommand } from './talk-command.ts'

/**
 * Where a press comes from. `global` is a key that is held outside the window. Two switch instead of holding: `button` is
 * keyboard or screen-reader activation of the talk button, `command` is another program or a key without a release.
 */
export type PressSource = 'key' | 'pointer' | 'button' | 'global' | 'command'

/** What the user chose about talking (see `Settings['talk']`). */
export interface TalkOptions {
  mode: 'hold' | 'toggle' | 'hybrid'
  tailMs: number
  longestMs: number
}

/** What the microphone is doing, from the user's point of view. One at a time. */
export type Capture =
  | { name: 'idle' }
  /** The microphone opens and its samples are kept, but whether this is a hold or a tap is not known yet. */
  | {
      name: 'arming'
      turnId: string
      source: PressSource
      pressedAt: number
      isModifierOnly: boolean
      /** Set in the instant after the key went up, in which it may prove to have bounced. */
      releasedAt: number | null
    }
  /** Being held. */
  | { name: 'recording'; turnId: string; source: PressSource; pressedAt: number }
  /** Hands-free: the next press sends. */
  | { name: 'locked'; turnId: string; source: PressSource; pressedAt: number; escapedAt: number | null }
  /** Ended; the last syllable is still being recorded. Pressing again continues what was held (`from: 'recording'`). */
  | {
      name: 'tail'
      turnId: string
      source: PressSource
      pressedAt: number
      releasedAt: number
      from: 'recording' | 'locked'
    }

/** A recording whose microphone was told to stop, and whose last samples are awaited; `end` is how it was to end. */
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
  /** When a press or release last arrived, for the debounce. */
  moved: { source: PressSource; at: number } | null
}

/** The recording as the microphone delivered it, known once its last samples were flushed. */
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
  /** A key outside the window moved, or another program commanded. */
  | { name: 'commanded'; at: number; turnId: string; command: TalkCommand }
  /** The pointer slid up (lock) or left (cancel) while it held the button. */
  | { name: 'slid'; at: number; direction: 'up' | 'left' }
  /**
   * The window lost focus, the pointer was cancelled, a menu opened (`focus-lost`: ends what is held in the window), or
   * something ends every recording, hands-free or not (any other reason, such as `window-closed`).
   */
  | { name: 'focusLost'; at: number; reason: DraftReason }
  /** The deadline of `nextDeadline` was reached. */
  | { name: 'timePassed'; at: number }
  /** The microphone ended, was denied or unplugged. */
  | { name: 'microphoneFailed'; at: number; turnId: string }
  /** The last samples of a closing recording have arrived. Follows every `closeMicrophone`, after a failure too. */
  | { name: 'captured'; at: number; turnId: string; captured: Captured }
  /** A typed question, a draft or a retry is about to be sent. Recordings are awaited without it. */
  | { name: 'asked'; at: number; turnId: string }
  /** The first sample of the reply left the player. */
  | { name: 'replySounded'; at: number; turnId: string }
  /** The reply was heard to its end, failed, or has no sound. */
  | { name: 'replyEnded'; at: number; turnId: string }

/** What the window reports to the talk step besides events. */
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
  /** The recording is whole: send it, keep it as a draft, put it in the trash, or drop it. */
  | { name: 'finishRecording'; turnId: string; end: RecordingEnd }
  /** Silence the reply within 50 ms, end its request, note where it was heard to. */
  | { name: 'stopReply'; turnId: string }
  /** Drop the awaited reply; its question goes along with the next one. */
  | { name: 'joinTurn'; turnId: string }
  | { name: 'showHint'; hint: Hint; turnId: string }

/** What the window shows, in one word. */
export type Phase = 'idle' | 'arming' | 'recording' | 'locked' | 'tail' | 'sending' | 'speaking'

/** How a step adds effects for the window. */
export type Emit = (effect: TalkEffect) => void

/** Nothing held, nothing awaited. */
export const initialTalk: TalkState = {
  capture: { name: 'idle' },
  closing: [],
  awaited: { name: 'none' },
  tappedAt: null,
  moved: null,
}
