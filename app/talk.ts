import { unhandled } from './errors.ts'
import { obey } from './talk/obey-command.ts'
import { awaitReply, completeRecording, endReply, soundReply } from './talk/talk-outcome.ts'
import { loseFocus, loseMicrophone, passTime, press, pressEscape, release, slide } from './talk/talk-press.ts'
import type { Emit, Phase, TalkEffect, TalkEvent, TalkOptions, TalkState } from './talk/talk-state.ts'
import { deadlineOf } from './talk/talk-timing.ts'

/**
 * The next state of talking, and what the window must do about it, in order. Deadlines before the event's time are applied first, so
 * that a timer which fires late changes nothing of what happens.
 */
export function step(
  state: TalkState,
  event: TalkEvent,
  options: TalkOptions,
): { state: TalkState; effects: TalkEffect[] } {
  const effects: TalkEffect[] = []
  const emit: Emit = effect => {
    effects.push(effect)
  }
  const present = passTime(state, event.at, options, emit)
  return { state: answer(present, event, options, emit), effects }
}

/** When the window must send `timePassed`, on the clock of the events; null when there is nothing to wait for. */
export function nextDeadline(state: TalkState, options: TalkOptions): number | null {
  return deadlineOf(state.capture, options)
}

/** The state in one word. What the microphone does counts before the reply that is awaited or heard. */
export function phaseOf(state: TalkState): Phase {
  if (state.capture.name !== 'idle') return state.capture.name
  if (state.awaited.name !== 'none') return state.awaited.name
  return state.closing.some(({ end }) => end.kind === 'send') ? 'sending' : 'idle'
}

function answer(state: TalkState, event: TalkEvent, options: TalkOptions, emit: Emit): TalkState {
  switch (event.name) {
    case 'pressed':
      return press(state, event, options, emit)
    case 'released':
      return release(state, event)
    case 'escaped':
      return pressEscape(state, event.at, emit)
    case 'commanded':
      return obey(state, event, options, emit)
    case 'slid':
      return slide(state, event.direction, emit)
    case 'focusLost':
      return loseFocus(state, event.reason, emit)
    case 'timePassed':
      return state
    case 'microphoneFailed':
      return loseMicrophone(state, event.turnId, emit)
    case 'captured':
      return completeRecording(state, event.turnId, event.captured, emit)
    case 'asked':
      return awaitReply(state, event.turnId, emit)
    case 'replySounded':
      return soundReply(state, event.turnId, emit)
    case 'replyEnded':
      return endReply(state, event.turnId)
    default:
      throw unhandled(event)
  }
}
