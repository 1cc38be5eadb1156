import { unhandled } from '../errors.ts'
import type { Emit, PressSource, TalkEvent, TalkOptions, TalkState } from '../talk.ts'
import { cancel, endHandsFree, loseKey, press, release } from './talk-press.ts'

/** What a key that is held outside the window does. `lose`: its release will never be seen. */
export const keyMoves = ['hold', 'release', 'lose'] as const
/** What a key that is held outside the window does. */
export type KeyMove = (typeof keyMoves)[number]

/**
 * What can be commanded by another program, or a key that has no release: `toggle` begins a hands-free recording or sends it,
 * `start` and `stop` do only the one or the other, `cancel` discards at once.
 */
export const startCommands = ['toggle', 'start', 'stop', 'cancel'] as const
/** What can be commanded by another program. */
export type StartCommand = (typeof startCommands)[number]

/** What comes from outside the window. */
export type TalkCommand = StartCommand | KeyMove

/** Does as commanded. What makes no sense in this state, such as `stop` when nothing is recorded, changes nothing. */
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
    default:
      throw unhandled(command)
  }
}
