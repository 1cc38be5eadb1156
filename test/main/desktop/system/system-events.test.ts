import { describe, expect, test } from 'vitest'
import type { PresenceState } from '../../../../app/desktop/presence.ts'
import { presenceStates } from '../../../../app/desktop/presence.ts'
import {
  answerSystem,
  crashOf,
  type SystemDeeds,
  type SystemEvent,
} from '../../../../main/desktop/system/system-events.ts'

/** What is done, in order, by the names of the deeds and what they are given. */
function done(event: SystemEvent, state: PresenceState): string[] {
  const names: string[] = []
  const deeds = new Proxy({} as SystemDeeds, {
    get: (_, name) => (given?: { reason: string; isSilenced: boolean }) =>
      names.push(given?.reason ? `draft: ${given.reason}${given.isSilenced ? ', silent' : ''}` : String(name)),
  })
  answerSystem(event, state, deeds)
  return names
}

const still = ['idle', 'sending', 'queued', 'failed'] as const

describe('what the system tells', () => {
  test.each<[SystemEvent, whileRecording: string[], whileSpeaking: string[], otherwise: string[]]>([
    ['suspend', ['draft: asleep, silent'], ['draft: asleep, silent'], []],
    ['resume', ...thrice(['takeKeyAnew', 'tryWaitingQuestions'])],
    ['lock', ['draft: locked', 'ignoreKey'], ['ignoreKey'], ['ignoreKey']],
    ['unlock', ...thrice(['hearKey'])],
    ['user-left', ['draft: user-left, silent', 'ignoreKey'], ['draft: user-left, silent', 'ignoreKey'], ['ignoreKey']],
    ['user-back', ...thrice(['hearKey'])],
    ['shutdown', ...thrice(['end'])],
    ['displays-changed', ...thrice(['bringWindowsBack'])],
    ['gpu-crashed', ...thrice(['note'])],
    ['helper-crashed', ...thrice(['note'])],
  ])('%s', (event, whileRecording, whileSpeaking, otherwise) => {
    expect(done(event, 'listening')).toEqual(whileRecording)
    expect(done(event, 'speaking')).toEqual(whileSpeaking)
    for (const state of still) expect(done(event, state)).toEqual(otherwise)
  })

  test('every state is in that table', () => {
    expect([...still, 'listening', 'speaking'].sort()).toEqual([...presenceStates].sort())
  })
})

test.each([
  ['GPU', 'crashed', 'gpu-crashed'],
  ['GPU', 'oom', 'gpu-crashed'],
  ['Utility', 'abnormal-exit', 'helper-crashed'],
  ['GPU', 'clean-exit', null],
  ['Utility', 'killed', null],
] as const)('a process of type %s that ends with “%s” is told as %s', (type, reason, event) => {
  expect(crashOf(type, reason)).toBe(event)
})

function thrice(deeds: string[]): [string[], string[], string[]] {
  return [deeds, deeds, deeds]
}
