import { describe, expect, test } from 'vitest'
import {
  type Awaited,
  type Capture,
  type Closing,
  initialTalk,
  type TalkEvent,
  type TalkState,
} from '../../app/talk/talk-state.ts'
import { phaseOf, step } from '../../app/talk.ts'
import { holdOptions, speech, told } from '../helpers/talking.ts'

const at = 10_000
const held = { turnId: 'a', source: 'pointer', pressedAt: 9900 } as const

/** Every state the microphone can be in, at 10 s; `held` since 100 ms or, once confirmed, since 5 s. */
const captures = {
  idle: { name: 'idle' },
  arming: { ...held, name: 'arming', isModifierOnly: false, releasedAt: null },
  'just let go': { ...held, name: 'arming', isModifierOnly: false, releasedAt: 9990 },
  recording: { ...held, name: 'recording', pressedAt: 5000 },
  'recording by a key outside': { ...held, name: 'recording', source: 'global', pressedAt: 5000 },
  locked: { ...held, name: 'locked', pressedAt: 5000, escapedAt: null },
  'locked, Escape pressed': { ...held, name: 'locked', pressedAt: 5000, escapedAt: 9000 },
  tail: { ...held, name: 'tail', pressedAt: 5000, releasedAt: 9900, from: 'recording' },
  'hands-free tail': { ...held, name: 'tail', pressedAt: 5000, releasedAt: 9900, from: 'locked' },
} as const satisfies Record<string, Capture>

const press = { name: 'pressed', at, turnId: 'n', source: 'pointer', isRepeat: false, isModifierOnly: false } as const

/** Every event, in each of its meanings. */
const events = {
  pressed: press,
  'pressed elsewhere': { ...press, source: 'global' },
  'button activated': { ...press, source: 'button' },
  repeated: { ...press, isRepeat: true },
  released: { name: 'released', at, source: 'pointer' },
  'released elsewhere': { name: 'released', at, source: 'global' },
  escaped: { name: 'escaped', at },
  'told to toggle': { name: 'commanded', at, turnId: 'n', command: 'toggle' },
  'told to start': { name: 'commanded', at, turnId: 'n', command: 'start' },
  'told to stop': { name: 'commanded', at, turnId: 'n', command: 'stop' },
  'told to cancel': { name: 'commanded', at, turnId: 'n', command: 'cancel' },
  'key outside held': { name: 'commanded', at, turnId: 'n', command: 'hold' },
  'key outside let go': { name: 'commanded', at, turnId: 'n', command: 'release' },
  'key outside lost': { name: 'commanded', at, turnId: 'n', command: 'lose' },
  'escaped outside': { name: 'commanded', at, turnId: 'n', command: 'escape' },
  'slid left': { name: 'slid', at, direction: 'left' },
  'slid up': { name: 'slid', at, direction: 'up' },
  'focus lost': { name: 'focusLost', at, reason: 'focus-lost' },
  'window closed': { name: 'focusLost', at, reason: 'window-closed' },
  'microphone failed': { name: 'microphoneFailed', at, turnId: 'a' },
  'another microphone failed': { name: 'microphoneFailed', at, turnId: 'z' },
  'a second passed': { name: 'timePassed', at: at + 1000 },
  'five minutes passed': { name: 'timePassed', at: at + 300_000 },
  captured: { name: 'captured', at, turnId: 'z', captured: speech },
  asked: { name: 'asked', at, turnId: 'q' },
  'reply sounded': { name: 'replySounded', at, turnId: 'z' },
  'reply ended': { name: 'replyEnded', at, turnId: 'z' },
} as const satisfies Record<string, TalkEvent>

type Table = Record<keyof typeof captures, Partial<Record<keyof typeof events, string>>>

const begun = 'arming: openMicrophone n'
const begunHandsFree = 'locked: openMicrophone n, keepSamples n'
const closed = 'idle: closeMicrophone a'
const closedAndBegunHandsFree = 'locked: closeMicrophone a, openMicrophone n, keepSamples n'
const forgotten = 'idle: forgetSamples a'
const tapped = 'idle: forgetSamples a, showHint a hold-to-talk'
const handsFree = {
  pressed: 'tail: ',
  'pressed elsewhere': 'tail: ',
  'key outside held': 'tail: ',
  'button activated': 'tail: ',
  'told to toggle': 'tail: ',
  'told to stop': 'tail: ',
  'told to cancel': closed,
  'window closed': closed,
  'microphone failed': closed,
  'five minutes passed': closed,
}
const ending = {
  escaped: closed,
  'escaped outside': closed,
  'told to toggle': closedAndBegunHandsFree,
  'told to start': closedAndBegunHandsFree,
  'told to cancel': closed,
  'window closed': closed,
  'microphone failed': closed,
  'a second passed': 'sending: closeMicrophone a',
  'five minutes passed': 'sending: closeMicrophone a',
}

/** The whole behaviour in hold mode: the phase that follows and what the window does. What is not named changes nothing. */
const table: Table = {
  idle: {
    pressed: begun,
    'pressed elsewhere': begun,
    'key outside held': begun,
    'button activated': begunHandsFree,
    'told to toggle': begunHandsFree,
    'told to start': begunHandsFree,
    asked: 'sending: ',
  },
  arming: {
    released: 'arming: ',
    escaped: forgotten,
    'escaped outside': forgotten,
    'told to cancel': forgotten,
    'slid left': forgotten,
    'slid up': 'locked: keepSamples a',
    'focus lost': forgotten,
    'window closed': forgotten,
    'microphone failed': forgotten,
    'a second passed': 'recording: keepSamples a',
    'five minutes passed': 'idle: keepSamples a, closeMicrophone a',
    asked: 'arming: ',
  },
  'just let go': {
    pressed: 'arming: ',
    escaped: forgotten,
    'escaped outside': forgotten,
    'told to cancel': forgotten,
    'slid left': forgotten,
    'slid up': 'locked: keepSamples a',
    'focus lost': forgotten,
    'window closed': forgotten,
    'microphone failed': forgotten,
    'a second passed': tapped,
    'five minutes passed': tapped,
    asked: 'arming: ',
  },
  recording: {
    pressed: 'arming: closeMicrophone a, openMicrophone n',
    'button activated': 'tail: ',
    released: 'tail: ',
    'told to toggle': 'tail: ',
    'told to stop': 'tail: ',
    'told to cancel': closed,
    escaped: closed,
    'escaped outside': closed,
    'slid left': closed,
    'slid up': 'locked: ',
    'focus lost': closed,
    'window closed': closed,
    'microphone failed': closed,
    'five minutes passed': closed,
    asked: 'recording: ',
  },
  'recording by a key outside': {
    'pressed elsewhere': 'arming: closeMicrophone a, openMicrophone n',
    'key outside held': 'arming: closeMicrophone a, openMicrophone n',
    'button activated': 'tail: ',
    'released elsewhere': 'tail: ',
    'key outside let go': 'tail: ',
    'told to toggle': 'tail: ',
    'told to stop': 'tail: ',
    'told to cancel': closed,
    'key outside lost': closed,
    escaped: closed,
    'escaped outside': closed,
    'window closed': closed,
    'microphone failed': closed,
    'five minutes passed': closed,
    asked: 'recording: ',
  },
  locked: {
    ...handsFree,
    escaped: 'locked: showHint a escape-again',
    'escaped outside': 'locked: showHint a escape-again',
    asked: 'locked: ',
  },
  'locked, Escape pressed': { ...handsFree, escaped: closed, 'escaped outside': closed, asked: 'locked: ' },
  tail: {
    ...ending,
    pressed: 'recording: ',
    'pressed elsewhere': 'recording: ',
    'key outside held': 'recording: ',
    'button activated': closedAndBegunHandsFree,
    asked: 'tail: ',
  },
  'hands-free tail': {
    ...ending,
    pressed: 'arming: closeMicrophone a, openMicrophone n',
    'pressed elsewhere': 'arming: closeMicrophone a, openMicrophone n',
    'key outside held': 'arming: closeMicrophone a, openMicrophone n',
    'button activated': closedAndBegunHandsFree,
    asked: 'tail: ',
  },
}

function namesOf<T extends object>(record: T): (keyof T & string)[] {
  return Object.keys(record) as (keyof T & string)[]
}

describe.each(namesOf(captures))('%s', captureName => {
  test.each(namesOf(events))('%s', eventName => {
    const isJustLetGo = captureName === 'just let go'
    const moved = { source: 'pointer', at: isJustLetGo ? 9990 : 9900 } as const
    const before: TalkState = { ...initialTalk, capture: captures[captureName], moved }
    const { state, effects } = step(before, events[eventName], holdOptions)
    const isUnchanged = effects.length === 0 && same({ ...state, moved }, before)
    const outcome = isUnchanged ? undefined : `${phaseOf(state)}: ${effects.map(told).join(', ')}`
    expect(outcome).toBe(table[captureName][eventName])
  })
})

function same(one: TalkState, other: TalkState): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

describe('with anything awaited and anything closing, in every mode', () => {
  const everyAwaited: Awaited[] = [
    { name: 'none' },
    { name: 'sending', turnId: 'z' },
    { name: 'speaking', turnId: 'z' },
  ]
  const everyClosing: Closing[][] = [
    [],
    [{ turnId: 'z', end: { kind: 'send' } }],
    [
      { turnId: 'y', end: { kind: 'trash' } },
      { turnId: 'z', end: { kind: 'draft', reason: 'key-lost' } },
    ],
  ]
  const everyMoved: TalkState['moved'][] = [null, { source: 'pointer', at: 9990 }, { source: 'global', at: 9000 }]

  test.each(['hold', 'toggle', 'hybrid'] as const)('%s: every event in every state leads to a sound state', mode => {
    const faults: unknown[] = []
    for (const capture of Object.values(captures)) {
      for (const awaited of everyAwaited) {
        // A reply is never heard while the microphone is open: the step sees to it, so it need not start there.
        if (awaited.name === 'speaking' && capture.name !== 'idle') continue
        for (const closing of everyClosing) {
          for (const moved of everyMoved) {
            for (const tappedAt of [null, 9700]) {
              for (const event of Object.values(events)) {
                const before: TalkState = { capture, awaited, closing, moved, tappedAt }
                const after = step(before, event, { ...holdOptions, mode })
                const fault = faultOf(before, after.state, after.effects.map(told))
                if (fault) faults.push({ fault, before, event, after })
              }
            }
          }
        }
      }
    }
    expect(faults).toEqual([])
  })

  function faultOf(before: TalkState, after: TalkState, effects: string[]): string | null {
    const opened = effects.filter(line => line.startsWith('openMicrophone')).length
    const ended = effects.filter(line => /^(closeMicrophone|forgetSamples)/.test(line)).length
    if (active(before) + opened - ended !== active(after)) return 'a microphone is left open, or closed twice'
    const closing = after.closing.map(({ turnId }) => turnId)
    if (new Set(closing).size !== closing.length) return 'a recording closes twice'
    if (after.awaited.name === 'speaking' && active(after) === 1) return 'it talks while it listens'
    const isPressAnswered = !effects.includes('openMicrophone n') || before.awaited.name !== 'speaking'
    if (!isPressAnswered && effects[0] !== 'stopReply z') return 'the reply is not silenced first'
    if (phaseOf(after) === 'idle' && after.closing.some(({ end }) => end.kind === 'send')) return 'it hides its sending'
    return null
  }

  function active({ capture }: TalkState): number {
    return capture.name === 'idle' ? 0 : 1
  }
})

test('an event that is not in the contract is refused', () => {
  const stranger = { name: 'sneezed', at } as unknown as TalkEvent
  expect(() => step(initialTalk, stranger, holdOptions)).toThrow('unhandled')
})
