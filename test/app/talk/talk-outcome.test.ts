import { describe, expect, test } from 'vitest'
import { phaseOf } from '../../../app/talk.ts'
import { holding, locked, sending, speaking } from '../../helpers/talking.ts'

describe('what is not sent', () => {
  /** A hold that came out of the microphone as told. */
  function closed(captured: { durationMs?: number; peakDbfs?: number }): string[] {
    const talk = holding('a')
    talk.release(1000)
    talk.wait(2000)
    return talk.captured('a', 2000, captured)
  }

  test('a recording shorter than 300 ms is dropped with a hint', () => {
    expect([closed({ durationMs: 299 }), closed({ durationMs: 300 })]).toEqual([
      ['finishRecording a drop', 'showHint a too-short'],
      ['finishRecording a send'],
    ])
  })

  test.each([-50.01, Number.NEGATIVE_INFINITY, Number.NaN])('a peak of %d dBFS is kept as a silent draft', peakDbfs => {
    expect(closed({ peakDbfs })).toEqual(['finishRecording a draft silent', 'showHint a silent'])
  })

  test('a peak of -50 dBFS is sent', () => {
    expect(closed({ peakDbfs: -50 })).toEqual(['finishRecording a send'])
  })

  test('at the longest length a held recording becomes a draft', () => {
    const talk = holding('a', { longestMs: 60_000 })
    expect([talk.wait(70_000), talk.captured('a', 70_000), phaseOf(talk.state)]).toEqual([
      ['60000 closeMicrophone a'],
      ['finishRecording a draft too-long', 'showHint a too-long'],
      'idle',
    ])
  })

  test('at the longest length a hands-free recording becomes a draft, and is not sent by a late press', () => {
    const talk = locked('a', { longestMs: 60_000 })
    expect(talk.press('b', 60_000)).toEqual(['closeMicrophone a', 'openMicrophone b', 'keepSamples b'])
    expect(talk.captured('a', 60_010)).toEqual(['finishRecording a draft too-long', 'showHint a too-long'])
  })

  test('a silent recording that was to be a draft anyway keeps its reason', () => {
    const talk = holding('a')
    talk.hear({ name: 'focusLost', at: 1000, reason: 'focus-lost' })
    expect(talk.captured('a', 1010, { peakDbfs: -80 })).toEqual([
      'finishRecording a draft focus-lost',
      'showHint a draft-kept',
    ])
  })
})

describe('pressing while the reply is heard', () => {
  test.each(['key', 'pointer', 'global', 'button'] as const)(
    'a press by %s silences it before the microphone opens',
    source => {
      const talk = speaking('a')
      expect([talk.press('b', 1000, { source }).slice(0, 2), talk.state.awaited]).toEqual([
        ['stopReply a', 'openMicrophone b'],
        { name: 'none' },
      ])
    },
  )

  test('what is still heard of the stopped reply changes nothing', () => {
    const talk = speaking('a')
    talk.press('b', 1000)
    expect([talk.sounded('a', 1010), talk.ended('a', 1020), phaseOf(talk.state)]).toEqual([[], [], 'arming'])
  })
})

describe('pressing while the reply is awaited', () => {
  test('a hold lets the pending question go along with the new one, once it is confirmed', () => {
    const talk = sending('a')
    expect([talk.press('b', 1000), talk.wait(2000)]).toEqual([
      ['openMicrophone b'],
      ['1150 joinTurn a', '1150 keepSamples b'],
    ])
  })

  test('a mere tap leaves the pending reply alone', () => {
    const talk = sending('a')
    talk.press('b', 1000)
    talk.release(1100)
    talk.wait(2000)
    expect([talk.sounded('a', 2000), phaseOf(talk.state)]).toEqual([[], 'speaking'])
  })

  test('a reply that begins to sound before the hold is confirmed is stopped at once', () => {
    const talk = sending('a')
    talk.press('b', 1000)
    expect([talk.sounded('a', 1100), talk.wait(2000)]).toEqual([['stopReply a'], ['1150 keepSamples b']])
  })

  test('a reply to words typed meanwhile is stopped when it begins to sound', () => {
    const talk = holding('a')
    talk.asked('b', 1000)
    expect([talk.sounded('b', 2000), phaseOf(talk.state)]).toEqual([['stopReply b'], 'recording'])
  })

  test('a recording whose last samples arrive while the next is spoken goes along with it', () => {
    const talk = holding('a')
    talk.release(1000)
    talk.press('b', 1300)
    talk.wait(2000)
    expect([talk.captured('a', 2000), talk.state.awaited]).toEqual([
      ['finishRecording a send', 'joinTurn a'],
      { name: 'none' },
    ])
  })

  test('a second question, typed, goes out with the first', () => {
    expect(sending('a').asked('b', 1000)).toEqual(['joinTurn a'])
  })

  test('a typed question silences the reply that is heard', () => {
    const talk = speaking('a')
    expect([talk.asked('b', 1000), phaseOf(talk.state)]).toEqual([['stopReply a'], 'sending'])
  })

  test('asking the same turn twice changes nothing', () => {
    expect(sending('a').asked('a', 1000)).toEqual([])
  })
})

describe('replies', () => {
  test('are awaited, heard and over', () => {
    const talk = sending('a')
    const phases = [phaseOf(talk.state)]
    talk.sounded('a', 1000)
    phases.push(phaseOf(talk.state))
    talk.ended('a', 2000)
    phases.push(phaseOf(talk.state))
    expect(phases).toEqual(['sending', 'speaking', 'idle'])
  })

  test('of other turns are dropped', () => {
    const talk = sending('a')
    expect([talk.sounded('z', 1), talk.ended('z', 2), phaseOf(talk.state)]).toEqual([[], [], 'sending'])
  })
})
