import type { DraftReason, RecordingEnd } from '../conversation.ts'
import { unhandled } from '../errors.ts'
import { joinPending, stopReply, stopSpeaking } from './talk-outcome.ts'
import type { Capture, Emit, PressSource, TalkEvent, TalkOptions, TalkState } from './talk-state.ts'
import { DEBOUNCE_MS, DOUBLE_TAP_MS, deadlineOf, ESCAPE_AGAIN_MS, isLatching } from './talk-timing.ts'

type Press = Extract<TalkEvent, { name: 'pressed' }>
type Release = Extract<TalkEvent, { name: 'released' }>
type Active = Exclude<Capture, { name: 'idle' }>

/** A key, pointer or button went down: begins, continues, ends or restarts a recording, as its mode says. */
export function press(state: TalkState, event: Press, options: TalkOptions, emit: Emit): TalkState {
  if (event.isRepeat) return state
  const { capture, moved } = state
  const isBounce = moved?.source === event.source && event.at - moved.at < DEBOUNCE_MS
  const next = move(state, event)
  switch (capture.name) {
    case 'idle':
      return isBounce ? next : begin(next, event, options, emit)
    case 'arming':
      return capture.source === event.source ? { ...next, capture: { ...capture, releasedAt: null } } : next
    case 'recording':
      if (isSwitch(event.source)) return endHandsFree(next, capture, event.at)
      if (isBounce || capture.source !== event.source) return next
      // A second press means that the release was missed: what was recorded since then must not be sent.
      return begin(finish(next, capture, { kind: 'draft', reason: 'key-lost' }, emit), event, options, emit)
    case 'locked':
      return isBounce || isDoubleTap(capture.pressedAt, event, options) ? next : endHandsFree(next, capture, event.at)
    case 'tail':
      if (capture.from === 'recording' && !isSwitch(event.source)) {
        const { turnId, pressedAt } = capture
        return { ...next, capture: { name: 'recording', turnId, source: event.source, pressedAt } }
      }
      return isBounce ? next : begin(finish(next, capture, { kind: 'send' }, emit), event, options, emit)
    default:
      throw unhandled(capture)
  }
}

/** A key or pointer went up: ends what it held, and nothing else. */
export function release(state: TalkState, event: Release): TalkState {
  const { capture } = state
  const next = move(state, event)
  if (!isHeld(capture) || capture.source !== event.source) return next
  if (capture.name === 'arming') return { ...next, capture: { ...capture, releasedAt: capture.releasedAt ?? event.at } }
  return { ...next, capture: { ...capture, name: 'tail', releasedAt: event.at, from: 'recording' } }
}

/** Escape: cancels a hold at once and a hands-free recording when repeated; otherwise stops what is sent or heard. */
export function pressEscape(state: TalkState, at: number, emit: Emit): TalkState {
  const { capture } = state
  if (capture.name !== 'locked') return cancel(state, emit)
  if (capture.escapedAt !== null && at - capture.escapedAt <= ESCAPE_AGAIN_MS) return cancel(state, emit)
  emit({ name: 'showHint', hint: 'escape-again', turnId: capture.turnId })
  return { ...state, capture: { ...capture, escapedAt: at } }
}

/** Puts what is recorded into the trash; otherwise stops what is sent or heard. */
export function cancel(state: TalkState, emit: Emit): TalkState {
  const { capture } = state
  if (capture.name !== 'idle') return abandon(state, capture, { kind: 'trash' }, emit)
  const closing = state.closing.map(one =>
    one.end.kind === 'send' ? { ...one, end: { kind: 'trash' } as const } : one,
  )
  return stopReply({ ...state, closing }, emit)
}

/** The pointer that holds the button slid: left cancels, up goes on without it. */
export function slide(state: TalkState, direction: 'up' | 'left', emit: Emit): TalkState {
  const { capture } = state
  if (!isHeld(capture) || capture.source !== 'pointer') return state
  return direction === 'left' ? abandon(state, capture, { kind: 'trash' }, emit) : lock(state, capture, emit)
}

/** The release will never be seen, or the window is closing: what was said becomes a draft. */
export function loseFocus(state: TalkState, reason: DraftReason, emit: Emit): TalkState {
  const { capture } = state
  if (capture.name === 'idle') return state
  const isHeldHere = isHeld(capture) && capture.source !== 'global'
  if (reason === 'focus-lost' && !isHeldHere) return state
  return abandon(state, capture, { kind: 'draft', reason }, emit)
}

/** The release of the key outside the window will never come: what it held becomes a draft, what is hands-free goes on. */
export function loseKey(state: TalkState, emit: Emit): TalkState {
  const { capture } = state
  if (!isHeld(capture) || capture.source !== 'global') return state
  return abandon(state, capture, { kind: 'draft', reason: 'key-lost' }, emit)
}

/** The microphone is gone: what it gave becomes a draft. */
export function loseMicrophone(state: TalkState, turnId: string, emit: Emit): TalkState {
  const { capture } = state
  if (capture.name === 'idle' || capture.turnId !== turnId) return state
  return abandon(state, capture, { kind: 'draft', reason: 'microphone-lost' }, emit)
}

/** Applies every deadline up to and including `at`. */
export function passTime(state: TalkState, at: number, options: TalkOptions, emit: Emit): TalkState {
  let present = state
  for (let due = deadlineOf(present.capture, options); due !== null && due <= at; ) {
    present = expire(present, options, emit)
    due = deadlineOf(present.capture, options)
  }
  return present
}

function expire(state: TalkState, options: TalkOptions, emit: Emit): TalkState {
  const { capture } = state
  switch (capture.name) {
    case 'idle':
      return state
    case 'arming': {
      const { turnId, source, pressedAt, releasedAt } = capture
      if (releasedAt === null) {
        return { ...keep(state, turnId, emit), capture: { name: 'recording', turnId, source, pressedAt } }
      }
      if (options.mode === 'hybrid') return lock(state, capture, emit)
      const next = abandon(state, capture, { kind: 'drop' }, emit)
      emit({ name: 'showHint', hint: 'hold-to-talk', turnId })
      return { ...next, tappedAt: pressedAt }
    }
    case 'recording':
    case 'locked':
      return finish(state, capture, { kind: 'draft', reason: 'too-long' }, emit)
    case 'tail':
      if (isLatching(capture, options)) return lock(state, capture, emit)
      return finish(state, capture, { kind: 'send' }, emit)
    default:
      throw unhandled(capture)
  }
}

/** Silences the reply that is heard, so that it is not recorded, and opens the microphone. */
function begin(state: TalkState, event: Press, options: TalkOptions, emit: Emit): TalkState {
  const { turnId, source, at: pressedAt, isModifierOnly } = event
  const isSecondTap = state.tappedAt !== null && pressedAt - state.tappedAt < DOUBLE_TAP_MS
  const isToggled = options.mode === 'toggle' || isSwitch(source) || isSecondTap
  const quiet = stopSpeaking(state, emit)
  emit({ name: 'openMicrophone', turnId })
  const armed = { name: 'arming', turnId, source, pressedAt, isModifierOnly, releasedAt: null } as const
  const next: TalkState = { ...quiet, capture: armed, tappedAt: null }
  return isToggled ? lock(next, armed, emit) : next
}

/** Goes on hands-free. */
function lock(state: TalkState, capture: Active, emit: Emit): TalkState {
  const { turnId, source, pressedAt } = capture
  const kept = capture.name === 'arming' ? keep(state, turnId, emit) : state
  return { ...kept, capture: { name: 'locked', turnId, source, pressedAt, escapedAt: null } }
}

/** From here on it is a recording. A question that was not answered yet is sent along with it. */
function keep(state: TalkState, turnId: string, emit: Emit): TalkState {
  const next = joinPending(state, emit)
  emit({ name: 'keepSamples', turnId })
  return next
}

/** Ends a hands-free recording; its last syllable is still recorded (`tail`). */
export function endHandsFree(state: TalkState, capture: Active, at: number): TalkState {
  const { turnId, source, pressedAt } = capture
  return { ...state, capture: { name: 'tail', turnId, source, pressedAt, releasedAt: at, from: 'locked' } }
}

/** Ends a recording early. A press that did not become a recording yet leaves nothing behind. */
function abandon(state: TalkState, capture: Active, end: RecordingEnd, emit: Emit): TalkState {
  if (capture.name !== 'arming') return finish(state, capture, end, emit)
  emit({ name: 'forgetSamples', turnId: capture.turnId })
  return { ...state, capture: { name: 'idle' } }
}

function finish(state: TalkState, { turnId }: Active, end: RecordingEnd, emit: Emit): TalkState {
  emit({ name: 'closeMicrophone', turnId })
  return { ...state, capture: { name: 'idle' }, closing: [...state.closing, { turnId, end }] }
}

/** Whether each press of this source begins or ends a recording, because it is never held. */
function isSwitch(source: PressSource): boolean {
  return source === 'button' || source === 'command'
}

function isHeld(capture: Capture): capture is Extract<Capture, { name: 'arming' | 'recording' }> {
  return capture.name === 'arming' || capture.name === 'recording'
}

/** In hybrid mode the first tap of a double tap has gone hands-free already; the second must not end that. */
function isDoubleTap(pressedAt: number, event: Press, options: TalkOptions): boolean {
  return options.mode === 'hybrid' && !isSwitch(event.source) && event.at - pressedAt < DOUBLE_TAP_MS
}

function move(state: TalkState, { source, at }: Press | Release): TalkState {
  return { ...state, moved: { source, at } }
}
