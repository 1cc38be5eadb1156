import type { Interruption } from '../../../app/contract/desktop-requests.ts'
import type { PresenceState } from '../../../app/desktop/presence.ts'

/** What the system tells that matters to talking. */
export type SystemEvent =
  | 'suspend'
  | 'resume'
  | 'lock'
  | 'unlock'
  | 'user-left'
  | 'user-back'
  | 'shutdown'
  | 'displays-changed'
  | 'gpu-crashed'
  | 'helper-crashed'

/** What can be done about it. */
export interface SystemDeeds {
  /** Ends what is recorded, as a draft, and maybe what is heard. */
  interrupt(interruption: Interruption): void
  /** Ignores the key that works in every program: whoever presses it does not see what it does. */
  ignoreKey(): void
  /** Hears that key again, and takes it anew: the system may have forgotten it. */
  hearKey(): void
  takeKeyAnew(): void
  tryWaitingQuestions(): void
  bringWindowsBack(): void
  /** Saves everything now: the system ends programs that take long. */
  end(): void
  note(what: string): void
}

/** One of these, with what it is given. */
type Deed = (deeds: SystemDeeds) => void

/** Does what is to be done when the system tells something. */
export function answerSystem(event: SystemEvent, state: PresenceState, deeds: SystemDeeds): void {
  for (const deed of deedsOn(event, state)) deed(deeds)
}

/**
 * What is done when the system tells something, by what Parley does then. A recording becomes a draft whenever nobody can be expected
 * to go on speaking or to let go of the key; a reply falls silent when it would be heard by another, or half after waking. What was sent is
 * answered all the same, and its reply is kept. When a device comes or goes the window knows by itself: its microphone ends. Chromium
 * starts its own helpers again; a sound service that crashed has ended the microphone, and with it the recording, as a draft.
 */
function deedsOn(event: SystemEvent, state: PresenceState): readonly Deed[] {
  const isRecording = state === 'listening'
  const isSounding = state === 'speaking'
  const interrupt = (reason: Interruption['reason'], isSilenced: boolean): Deed[] =>
    isRecording || (isSounding && isSilenced) ? [deeds => deeds.interrupt({ reason, isSilenced })] : []
  switch (event) {
    case 'suspend':
      return interrupt('asleep', true)
    case 'resume':
      return [deeds => deeds.takeKeyAnew(), deeds => deeds.tryWaitingQuestions()]
    case 'lock':
      return [...interrupt('locked', false), deeds => deeds.ignoreKey()]
    case 'unlock':
      return [deeds => deeds.hearKey()]
    case 'user-left':
      return [...interrupt('user-left', true), deeds => deeds.ignoreKey()]
    case 'user-back':
      return [deeds => deeds.hearKey()]
    case 'shutdown':
      return [deeds => deeds.end()]
    case 'displays-changed':
      return [deeds => deeds.bringWindowsBack()]
    case 'gpu-crashed':
      return [deeds => deeds.note('The graphics process crashed; Chromium starts it again.')]
    case 'helper-crashed':
      return [deeds => deeds.note('A helper process crashed; Chromium starts it again.')]
  }
}

/** Which of these a process that has gone is. @param type as Electron's `child-process-gone` names it, with its reason */
export function crashOf(type: string, reason: string): 'gpu-crashed' | 'helper-crashed' | null {
  if (reason === 'clean-exit' || reason === 'killed') return null
  return type === 'GPU' ? 'gpu-crashed' : 'helper-crashed'
}
