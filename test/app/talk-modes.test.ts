import { describe, expect, test } from 'vitest'
import { phaseOf } from '../../app/talk.ts'
import { holding, locked, Talking } from '../helpers/talking.ts'

describe('toggle mode', () => {
  test('a press records at once and the next press sends', () => {
    const talk = new Talking({ mode: 'toggle' })
    expect([talk.press('a', 0), phaseOf(talk.state)]).toEqual([['openMicrophone a', 'keepSamples a'], 'locked'])
    talk.release(100)
    talk.press('b', 5000)
    expect(talk.wait(9000)).toEqual(['5200 closeMicrophone a'])
  })

  test('a press in the tail of a toggled recording begins the next one and loses nothing of the first', () => {
    const talk = locked('a')
    talk.press('b', 5000)
    talk.release(5060)
    expect(talk.press('c', 5150)).toEqual(['closeMicrophone a', 'openMicrophone c', 'keepSamples c'])
  })
})

describe('hybrid mode', () => {
  const hybrid = () => new Talking({ mode: 'hybrid' })

  test('a tap latches and keeps what was said from the press', () => {
    const talk = hybrid()
    talk.press('a', 0)
    talk.release(100)
    expect([talk.wait(9000), phaseOf(talk.state)]).toEqual([['130 keepSamples a'], 'locked'])
  })

  test('a press shorter than 500 ms latches', () => {
    const talk = hybrid()
    talk.press('a', 0)
    talk.wait(499)
    talk.release(499)
    expect([talk.wait(9000), phaseOf(talk.state)]).toEqual([[], 'locked'])
  })

  test('a press of 500 ms is a hold and is sent when it is let go', () => {
    const talk = hybrid()
    talk.press('a', 0)
    talk.wait(500)
    talk.release(500)
    expect([talk.wait(9000), phaseOf(talk.state)]).toEqual([['700 closeMicrophone a'], 'sending'])
  })

  test('a press 400 ms after the one that latched ends the recording', () => {
    const talk = hybrid()
    talk.press('a', 0)
    talk.release(80)
    talk.wait(400)
    talk.press('b', 400)
    expect(phaseOf(talk.state)).toBe('tail')
  })

  test('release and press pairs of a held key do not latch', () => {
    const talk = hybrid()
    talk.press('a', 0)
    talk.wait(300)
    talk.release(300)
    talk.press('b', 301)
    talk.wait(600)
    expect(phaseOf(talk.state)).toBe('recording')
  })

  test('the second press of a double tap does not end what the first latched', () => {
    const talk = hybrid()
    talk.press('a', 0)
    talk.release(80)
    talk.wait(200)
    expect([talk.press('b', 200), phaseOf(talk.state)]).toEqual([[], 'locked'])
    talk.press('c', 3000)
    expect(talk.wait(9000)).toEqual(['3200 closeMicrophone a'])
  })
})

describe('the button, activated from the keyboard or by a screen reader', () => {
  test('toggles in hold mode too', () => {
    const talk = new Talking()
    expect(talk.press('a', 0, { source: 'button' })).toEqual(['openMicrophone a', 'keepSamples a'])
    talk.press('b', 3000, { source: 'button' })
    expect(talk.wait(9000)).toEqual(['3200 closeMicrophone a'])
  })

  test('toggles back within a double tap’s time', () => {
    const talk = new Talking({ mode: 'hybrid' })
    talk.press('a', 0, { source: 'button' })
    talk.press('b', 350, { source: 'button' })
    expect(talk.wait(9000)).toEqual(['550 closeMicrophone a'])
  })

  test('ends a recording that a key holds', () => {
    const talk = holding('a')
    talk.press('b', 2000, { source: 'button' })
    expect([talk.release(2050), talk.wait(9000), talk.captured('a', 9000)]).toEqual([
      [],
      ['2200 closeMicrophone a'],
      ['finishRecording a send'],
    ])
  })

  test('a second activation within 30 ms is the same one', () => {
    const talk = new Talking()
    talk.press('a', 0, { source: 'button' })
    talk.press('b', 29, { source: 'button' })
    expect(phaseOf(talk.state)).toBe('locked')
  })
})
