import { unhandled } from '../errors.ts'
import { cancel, endHandsFree, loseKey, press, pressEscape, release } from './talk-press.ts'
import type { Emit, PressSource, TalkEvent, TalkOptions, TalkState } from './talk-state.ts'

/** Obeys a command from outside the window. One that makes no sense now, such as `stop` when nothing is recorded, changes nothing. */
export function obey(
  state: TalkState,
  { at, turnId, command }: Extract<TalkEvent, { name: 'commanded' }>,
  options: TalkOptions,
  emit: Emit,
): TalkState {
  const { capture } = state
  const begin = (source: PressSource) =>
    press(state, { name: 'pressed', at, turnId, source, isRepeat: false, isModifierOnly: false }, options, emit)
  switch (command) {
    case 'hold':
      return begin('global')
    case 'release':
      return release(state, { name: 'released', at, source: 'global' })
    case 'lose':
      return loseKey(state, emit)
    case 'toggle':
      return begin('command')
    case 'start':
      return capture.name === 'idle' || capture.name === 'tail' ? begin('command') : state
    case 'stop':
      return capture.name === 'recording' || capture.name === 'locked' ? endHandsFree(state, capture, at) : state
    case 'cancel':
      return cancel(state, emit)
    case 'escape':
      return pressEscape(state, at, emit)
    default:
      throw unhandled(command)
  }
}
