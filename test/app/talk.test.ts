import { describe, expect, test } from 'vitest'
import { phaseOf } from '../../app/talk.ts'
import { holding, locked, sending, speaking, Talking } from '../helpers/talking.ts'

describe('Escape', () => {
  test('before the hold is confirmed leaves nothing', () => {
    const talk = new Talking()
    talk.press('a', 0)
    expect([talk.escape(100), talk.wait(9000), phaseOf(talk.state)]).toEqual([['forgetSamples a'], [], 'idle'])
  })

  test('during a hold cancels at once, and the release of the key is ignored', () => {
    const talk = holding('a')
    expect([talk.escape(2000), talk.release(2100), phaseOf(talk.state)]).toEqual([['closeMicrophone a'], [], 'idle'])
  })

  test('puts a recording of a second or more into the trash and drops a shorter one', () => {
    const cancelled = (durationMs: number) => {
      const talk = holding('a')
      talk.escape(2000)
      return talk.captured('a', 2010, { durationMs })
    }
    expect([cancelled(1000), cancelled(999)]).toEqual([['finishRecording a trash'], ['finishRecording a drop']])
  })

  test('in the tail still cancels', () => {
    const talk = holding('a')
    talk.release(2000)
    talk.escape(2100)
    expect(talk.captured('a', 2110)).toEqual(['finishRecording a trash'])
  })

  test('before the last samples have arrived still cancels', () => {
    const talk = holding('a')
    talk.release(2000)
    talk.wait(2300)
    talk.escape(2301)
    expect([talk.captured('a', 2310), phaseOf(talk.state)]).toEqual([['finishRecording a trash'], 'idle'])
  })

  test('hands-free asks for a second Escape, which cancels within 1.5 s', () => {
    const talk = locked('a')
    expect([talk.escape(2000), phaseOf(talk.state), talk.escape(3500), phaseOf(talk.state)]).toEqual([
      ['showHint a escape-again'],
      'locked',
      ['closeMicrophone a'],
      'idle',
    ])
  })

  test('hands-free asks again when the second Escape comes later', () => {
    const talk = locked('a')
    talk.escape(2000)
    expect([talk.escape(3501), phaseOf(talk.state)]).toEqual([['showHint a escape-again'], 'locked'])
  })

  test('while the reply is heard or awaited stops it', () => {
    const heard = speaking('a')
    const awaited = sending('a')
    expect([heard.escape(1000), phaseOf(heard.state), awaited.escape(1000), phaseOf(awaited.state)]).toEqual([
      ['stopReply a'],
      'idle',
      ['stopReply a'],
      'idle',
    ])
  })

  test('while recording leaves a pending recording alone', () => {
    const talk = holding('a')
    talk.release(1000)
    talk.press('b', 1300)
    talk.escape(1310)
    expect(talk.captured('a', 1320)).toEqual(['finishRecording a send'])
  })
})

describe('losing the window', () => {
  test.each(['key', 'pointer'] as const)('what is held by %s stops at once and becomes a draft', source => {
    const talk = new Talking()
    talk.press('a', 0, { source })
    talk.wait(1000)
    expect(talk.hear({ name: 'focusLost', at: 1000, reason: 'focus-lost' })).toEqual(['closeMicrophone a'])
    expect(talk.captured('a', 1010)).toEqual(['finishRecording a draft focus-lost', 'showHint a draft-kept'])
  })

  test('what is held by a global key continues', () => {
    const talk = new Talking()
    talk.press('a', 0, { source: 'global' })
    talk.wait(1000)
    expect([talk.hear({ name: 'focusLost', at: 1000, reason: 'focus-lost' }), phaseOf(talk.state)]).toEqual([
      [],
      'recording',
    ])
  })

  test('hands-free continues', () => {
    const talk = locked('a')
    expect([talk.hear({ name: 'focusLost', at: 1000, reason: 'focus-lost' }), phaseOf(talk.state)]).toEqual([
      [],
      'locked',
    ])
  })

  test('a recording that was let go already is sent', () => {
    const talk = holding('a')
    talk.release(1000)
    talk.hear({ name: 'focusLost', at: 1100, reason: 'focus-lost' })
    expect([talk.wait(2000), talk.captured('a', 2000)]).toEqual([
      ['1200 closeMicrophone a'],
      ['finishRecording a send'],
    ])
  })

  test('an unconfirmed press leaves nothing', () => {
    const talk = new Talking()
    talk.press('a', 0)
    expect([talk.hear({ name: 'focusLost', at: 100, reason: 'focus-lost' }), talk.wait(9000)]).toEqual([
      ['forgetSamples a'],
      [],
    ])
  })

  test.each(['key', 'global', 'button'] as const)('a window that closes stops what was begun by %s', source => {
    const talk = new Talking()
    talk.press('a', 0, { source })
    talk.wait(1000)
    talk.hear({ name: 'focusLost', at: 1000, reason: 'window-closed' })
    expect(talk.captured('a', 1010)).toEqual(['finishRecording a draft window-closed', 'showHint a draft-kept'])
  })
})

describe('sliding the pointer', () => {
  function pointing(): Talking {
    const talk = new Talking()
    talk.press('a', 0, { source: 'pointer' })
    talk.wait(1000)
    return talk
  }

  test('left cancels, and the release is ignored', () => {
    const talk = pointing()
    expect([talk.hear({ name: 'slid', at: 1200, direction: 'left' }), talk.release(1300, 'pointer')]).toEqual([
      ['closeMicrophone a'],
      [],
    ])
    expect(talk.captured('a', 1310)).toEqual(['finishRecording a trash'])
  })

  test('up locks, and the release is ignored', () => {
    const talk = pointing()
    talk.hear({ name: 'slid', at: 1200, direction: 'up' })
    talk.release(1300, 'pointer')
    expect([talk.wait(9000), phaseOf(talk.state)]).toEqual([[], 'locked'])
  })

  test('up before the hold is confirmed locks and keeps what was said from the press', () => {
    const talk = new Talking()
    talk.press('a', 0, { source: 'pointer' })
    expect([talk.hear({ name: 'slid', at: 100, direction: 'up' }), phaseOf(talk.state)]).toEqual([
      ['keepSamples a'],
      'locked',
    ])
  })

  test('means nothing while a key holds', () => {
    const talk = holding('a')
    expect([talk.hear({ name: 'slid', at: 1200, direction: 'left' }), phaseOf(talk.state)]).toEqual([[], 'recording'])
  })
})

describe('losing the microphone', () => {
  test('keeps what it gave as a draft', () => {
    const talk = holding('a')
    expect([talk.hear({ name: 'microphoneFailed', at: 1000, turnId: 'a' }), talk.captured('a', 1010)]).toEqual([
      ['closeMicrophone a'],
      ['finishRecording a draft microphone-lost', 'showHint a draft-kept'],
    ])
  })

  test('before the hold is confirmed leaves nothing', () => {
    const talk = new Talking()
    talk.press('a', 0)
    expect([talk.hear({ name: 'microphoneFailed', at: 20, turnId: 'a' }), talk.wait(9000)]).toEqual([
      ['forgetSamples a'],
      [],
    ])
  })

  test('that never gave anything keeps no empty draft', () => {
    const talk = holding('a')
    talk.hear({ name: 'microphoneFailed', at: 1000, turnId: 'a' })
    expect(talk.captured('a', 1010, { durationMs: 0, peakDbfs: Number.NEGATIVE_INFINITY })).toEqual([
      'finishRecording a drop',
    ])
  })

  test('of an earlier turn changes nothing', () => {
    const talk = holding('a')
    expect([talk.hear({ name: 'microphoneFailed', at: 1000, turnId: 'z' }), phaseOf(talk.state)]).toEqual([
      [],
      'recording',
    ])
  })
})
