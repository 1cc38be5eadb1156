import type { Interruption } from '../../../app/contract/desktop-requests.ts'
import type { PresenceState } from '../../../app/desktop/presence.ts'

/** What the system reports that matters to talking. */
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
  /** Ends a recording as a draft, and, if asked to, stops playback. */
  interrupt(interruption: Interruption): void
  /** Ignores the global talk key: whoever presses it now cannot see what it does. */
  ignoreKey(): void
  /** Listens to that key again, and registers it anew: the system may have forgotten it. */
  hearKey(): void
  takeKeyAnew(): void
  tryWaitingQuestions(): void
  bringWindowsBack(): void
  /** Saves everything at once: the system kills programs that take long to end. */
  end(): void
  note(what: string): void
}

/** One of these deeds, with its argument. */
type Deed = (deeds: SystemDeeds) => void

/** Does what a report of the system calls for. */
export function answerSystem(event: SystemEvent, state: PresenceState, deeds: SystemDeeds): void {
  for (const deed of deedsOn(event, state)) deed(deeds)
}

/**
 * Decides what to do about a report of the system, by what Parley is doing. A recording becomes a draft whenever nobody can be expected to
 * go on speaking or to release the key. A reply falls silent when somebody else would hear it, or when it would resume in its middle after
 * waking. Questions that were sent are answered all the same, and their replies kept. The window notices by itself when a device comes or
 * goes, as its microphone ends. Chromium restarts its own helpers; a sound service that crashes ends the microphone, and with it the
 * recording, as a draft.
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

/** Which of these reports a process that has gone stands for. @param type as Electron's `child-process-gone` names it, with its reason */
export function crashOf(type: string, reason: string): 'gpu-crashed' | 'helper-crashed' | null {
  if (reason === 'clean-exit' || reason === 'killed') return null
  return type === 'GPU' ? 'gpu-crashed' : 'helper-crashed'
}
