import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { TalkOptions } from '../../app/talk/talk-state.ts'
import { phaseOf } from '../../app/talk.ts'
import { type Move, moves, options, played, type SimulatedWindow } from '../helpers/simulated-window.ts'
import { told } from '../helpers/talking.ts'

const numRuns = 4000

/** Checks what holds of every life of a window. */
function holds(check: (window: SimulatedWindow, options: TalkOptions) => void): void {
  fc.assert(
    fc.property(moves, options, fc.boolean(), (moves, options, isTimerPunctual) => {
      check(played(moves, options, isTimerPunctual), options)
    }),
    { numRuns },
  )
}

test('every microphone that opens is closed or forgotten, and every recording ends exactly once', () => {
  holds(({ effects }) => {
    const lives = new Map<string, string[]>()
    for (const { name, turnId } of effects) {
      if (name === 'stopReply' || name === 'joinTurn' || name === 'showHint') continue
      lives.set(turnId, [...(lives.get(turnId) ?? []), name])
    }
    const wholeLives = [
      ['openMicrophone', 'forgetSamples'],
      ['openMicrophone', 'keepSamples', 'closeMicrophone', 'finishRecording'],
    ]
    for (const life of lives.values()) expect(wholeLives).toContainEqual(life)
  })
})

test('there is at most one microphone open', () => {
  holds(({ effects }) => {
    let open = 0
    for (const { name } of effects) {
      if (name === 'openMicrophone') open += 1
      if (name === 'closeMicrophone' || name === 'forgetSamples') open -= 1
      expect([0, 1]).toContain(open)
    }
  })
})

test('when all keys are up and all is delivered, nothing is left open and no phase is stuck', () => {
  holds(({ state, steps }) => {
    expect(steps.length).toBeGreaterThan(0)
    expect([state.capture, state.closing]).toEqual([{ name: 'idle' }, []])
    expect(['idle', 'sending', 'speaking']).toContain(phaseOf(state))
  })
})

test('nothing that is silent or too short is sent', () => {
  holds(({ effects, captured }) => {
    for (const effect of effects) {
      if (effect.name !== 'finishRecording' || effect.end.kind !== 'send') continue
      const { durationMs, peakDbfs } = captured.get(effect.turnId) ?? { durationMs: 0, peakDbfs: 0 }
      expect([durationMs >= 300, peakDbfs >= -50]).toEqual([true, true])
    }
  })
})

test('a second of sound is never dropped, and 300 ms only by who cancels', () => {
  holds(window => {
    for (const effect of window.effects) {
      if (effect.name !== 'finishRecording' || effect.end.kind !== 'drop') continue
      const durationMs = window.captured.get(effect.turnId)?.durationMs
      expect(durationMs).toBeLessThan(window.isCancelled(effect.turnId) ? 1000 : 300)
    }
  })
})

test('only who cancels fills the trash', () => {
  holds(window => {
    for (const effect of window.effects) {
      if (effect.name !== 'finishRecording' || effect.end.kind !== 'trash') continue
      expect(window.isCancelled(effect.turnId)).toBe(true)
    }
  })
})

test('no recording outlives the longest length and its tail', () => {
  fc.assert(
    fc.property(moves, options, (moves, options) => {
      const window = played(moves, options, true)
      for (const { name, turnId } of window.effects) {
        if (name === 'closeMicrophone')
          expect(window.openMs(turnId)).toBeLessThanOrEqual(options.longestMs + Math.max(options.tailMs, 50))
      }
    }),
    { numRuns },
  )
})

test('a press while the reply is heard silences it before anything else', () => {
  holds(({ steps }) => {
    for (const { event, before, effects } of steps) {
      if (event.name !== 'pressed' || event.isRepeat || before.awaited.name !== 'speaking') continue
      const isBounce = before.moved?.source === event.source && event.at - before.moved.at < 30
      if (isBounce) continue
      expect(effects.slice(0, 2)).toEqual([
        { name: 'stopReply', turnId: before.awaited.turnId },
        { name: 'openMicrophone', turnId: event.turnId },
      ])
    }
  })
})

test('it never talks while it listens', () => {
  holds(({ steps }) => {
    for (const { after } of steps)
      expect(after.awaited.name === 'speaking' && after.capture.name !== 'idle').toBe(false)
  })
})

test('only a question that was asked or sent is stopped or joined, and only once', () => {
  holds(({ steps }) => {
    const awaited = new Set<string>()
    for (const { event, effects } of steps) {
      if (event.name === 'asked') awaited.add(event.turnId)
      for (const effect of effects) {
        if (effect.name === 'finishRecording' && effect.end.kind === 'send') awaited.add(effect.turnId)
        if (effect.name === 'stopReply' || effect.name === 'joinTurn') expect(awaited.delete(effect.turnId)).toBe(true)
      }
    }
  })
})

test('a timer that comes late changes nothing but when it is noticed', () => {
  const isUsers = ({ does }: Move) => !['captured', 'sounded', 'ended', 'loseMicrophone'].includes(does)
  const microphone = (window: SimulatedWindow) =>
    window.effects.filter(({ name }) => /Microphone|Samples/.test(name)).map(told)
  fc.assert(
    fc.property(moves, options, (moves, options) => {
      const users = moves.filter(isUsers)
      expect(microphone(played(users, options, false))).toEqual(microphone(played(users, options, true)))
    }),
    { numRuns },
  )
})
