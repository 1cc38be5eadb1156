import { describe, expect, test } from 'vitest'
import { initialTalk } from '../../../app/talk/talk-state.ts'
import { nextDeadline, phaseOf } from '../../../app/talk.ts'
import { holding, locked, Talking } from '../../helpers/talking.ts'

describe('holding', () => {
  test('the microphone opens at key-down, before the hold is confirmed', () => {
    const talk = new Talking()
    expect([talk.press('a', 1000), phaseOf(talk.state)]).toEqual([['openMicrophone a'], 'arming'])
  })

  test('a hold is confirmed after 150 ms', () => {
    const talk = new Talking()
    talk.press('a', 1000)
    expect([nextDeadline(talk.state, talk.options), talk.wait(2000), phaseOf(talk.state)]).toEqual([
      1150,
      ['1150 keepSamples a'],
      'recording',
    ])
  })

  test('a hold of modifiers only is confirmed after 250 ms', () => {
    const talk = new Talking()
    talk.press('a', 1000, { source: 'global', isModifierOnly: true })
    expect(talk.wait(2000)).toEqual(['1250 keepSamples a'])
  })

  test('a released hold records its tail, is closed, and is sent when its last samples are there', () => {
    const talk = holding('a')
    expect([talk.release(3000), phaseOf(talk.state), talk.wait(9000), phaseOf(talk.state)]).toEqual([
      [],
      'tail',
      ['3200 closeMicrophone a'],
      'sending',
    ])
    expect([talk.captured('a', 3210), talk.state]).toEqual([
      ['finishRecording a send'],
      { ...initialTalk, awaited: { name: 'sending', turnId: 'a' }, moved: { source: 'key', at: 3000 } },
    ])
  })

  test('a release that is noticed late still ends a hold that was long enough', () => {
    const talk = new Talking()
    talk.press('a', 0)
    expect([talk.release(190), phaseOf(talk.state)]).toEqual([['keepSamples a'], 'tail'])
  })

  test('a shorter press leaves nothing but the hint', () => {
    const talk = new Talking()
    talk.press('a', 0)
    talk.release(120)
    expect([talk.wait(9000), phaseOf(talk.state)]).toEqual([
      ['150 forgetSamples a', '150 showHint a hold-to-talk'],
      'idle',
    ])
  })

  test('a release from another source than the one that holds is ignored', () => {
    const talk = holding('a')
    talk.release(1000, 'pointer')
    talk.release(1000, 'global')
    expect(phaseOf(talk.state)).toBe('recording')
  })

  test('a press from another source than the one that holds is ignored', () => {
    const talk = holding('a')
    expect([talk.press('b', 1000, { source: 'pointer' }), phaseOf(talk.state)]).toEqual([[], 'recording'])
  })
})

describe('the tail', () => {
  test('lasts as long as chosen', () => {
    const talk = holding('a', { tailMs: 2000 })
    talk.release(1000)
    expect(talk.wait(9000)).toEqual(['3000 closeMicrophone a'])
  })

  test('lasts 50 ms even when none is wanted, because a held key may be reported as released and pressed', () => {
    const talk = holding('a', { tailMs: 0 })
    talk.release(1000)
    expect(talk.wait(9000)).toEqual(['1050 closeMicrophone a'])
  })

  test('a press inside the tail continues the same recording', () => {
    const talk = holding('a')
    talk.release(1000)
    expect([talk.press('b', 1199), phaseOf(talk.state), talk.wait(3000)]).toEqual([[], 'recording', []])
    talk.release(3000)
    expect(talk.wait(9000)).toEqual(['3200 closeMicrophone a'])
  })

  test('another source may continue in the tail, and then holds the recording', () => {
    const talk = holding('a')
    talk.release(1000)
    talk.press('b', 1100, { source: 'pointer' })
    talk.release(1150, 'key')
    expect(phaseOf(talk.state)).toBe('recording')
    talk.release(2000, 'pointer')
    expect(talk.wait(9000)).toEqual(['2200 closeMicrophone a'])
  })

  test('a press after the tail begins a new recording while the old one is still being closed', () => {
    const talk = holding('a')
    talk.release(1000)
    expect(talk.press('b', 1200)).toEqual(['closeMicrophone a', 'openMicrophone b'])
    expect([talk.captured('a', 1210), phaseOf(talk.state)]).toEqual([['finishRecording a send'], 'arming'])
  })

  test('several recordings may be closing while another is made', () => {
    const talk = holding('a')
    talk.press('b', 1000)
    talk.wait(2000)
    talk.press('c', 3000)
    talk.wait(4000)
    expect([talk.captured('b', 4000), talk.captured('a', 4001), phaseOf(talk.state)]).toEqual([
      ['finishRecording b draft key-lost', 'showHint b draft-kept'],
      ['finishRecording a draft key-lost', 'showHint a draft-kept'],
      'recording',
    ])
  })
})

describe('keys that chatter', () => {
  test('auto-repeat is ignored in every phase', () => {
    const talk = new Talking()
    const repeat = (at: number) => talk.press('z', at, { isRepeat: true })
    const heard = [repeat(0)]
    talk.press('a', 100)
    heard.push(repeat(200))
    talk.wait(400)
    heard.push(repeat(400))
    talk.release(500)
    heard.push(repeat(550))
    expect([heard, phaseOf(talk.state)]).toEqual([[[], [], [], []], 'tail'])
  })

  test('release and press pairs of a held key do not interrupt the recording', () => {
    const talk = holding('a')
    const heard: string[] = []
    for (let at = 600; at < 3000; at += 33) {
      heard.push(...talk.release(at), ...talk.press(`repeat-${at}`, at + 1))
    }
    expect([heard, phaseOf(talk.state)]).toEqual([[], 'recording'])
  })

  test('pairs that begin before the hold is confirmed do not make it a tap', () => {
    const talk = new Talking()
    talk.press('a', 0)
    talk.release(100)
    expect([talk.press('b', 101), talk.wait(1000)]).toEqual([[], ['150 keepSamples a']])
  })

  test('pairs while hands-free neither end the recording nor begin another', () => {
    const talk = locked('a')
    const heard: string[] = []
    for (let at = 500; at < 2000; at += 33) heard.push(...talk.release(at), ...talk.press(`repeat-${at}`, at + 1))
    expect([heard, phaseOf(talk.state)]).toEqual([[], 'locked'])
  })

  test('a key that bounces when it ends a hands-free recording does not begin another', () => {
    const talk = locked('a')
    talk.press('b', 5000)
    talk.release(5300)
    expect([talk.press('c', 5320), phaseOf(talk.state)]).toEqual([[], 'sending'])
  })

  test('a key that bounces in the tail of a hands-free recording does not begin another', () => {
    const talk = locked('a')
    talk.press('b', 5000)
    talk.release(5060)
    expect([talk.press('c', 5089), phaseOf(talk.state)]).toEqual([[], 'tail'])
  })

  test('a press 30 ms after the key last moved is a new one', () => {
    const bounced = locked('a')
    bounced.release(5000)
    bounced.press('b', 5029)
    const pressed = locked('a')
    pressed.release(5000)
    pressed.press('b', 5030)
    expect([phaseOf(bounced.state), phaseOf(pressed.state)]).toEqual(['locked', 'tail'])
  })

  test('a key held on after Escape does not begin anew with its release and press pairs', () => {
    const talk = holding('a')
    talk.escape(1000)
    const heard: string[] = []
    for (let at = 1033; at < 2000; at += 33) heard.push(...talk.release(at), ...talk.press(`repeat-${at}`, at + 1))
    expect([heard, talk.release(2000), phaseOf(talk.state)]).toEqual([[], [], 'idle'])
  })
})

describe('the double tap', () => {
  test('a second press within 400 ms of the first locks at once', () => {
    const talk = new Talking()
    talk.press('a', 0)
    talk.release(80)
    talk.wait(399)
    expect([talk.press('b', 399), phaseOf(talk.state)]).toEqual([['openMicrophone b', 'keepSamples b'], 'locked'])
  })

  test('a second press after 400 ms is a new press', () => {
    const talk = new Talking()
    talk.press('a', 0)
    talk.release(80)
    talk.wait(400)
    expect([talk.press('b', 400), phaseOf(talk.state)]).toEqual([['openMicrophone b'], 'arming'])
  })

  test('the release of the second press is ignored, the next press sends after the tail, its release is ignored', () => {
    const talk = new Talking()
    talk.press('a', 0)
    talk.release(80)
    talk.press('b', 200)
    talk.release(280)
    expect([talk.wait(9000), phaseOf(talk.state)]).toEqual([[], 'locked'])
    talk.press('c', 10_000)
    talk.release(10_100)
    expect([talk.wait(20_000), talk.captured('b', 20_001)]).toEqual([
      ['10200 closeMicrophone b'],
      ['finishRecording b send'],
    ])
  })

  test('a tap counts once: when what it locked has ended, the next press is a new one', () => {
    const talk = new Talking()
    talk.press('a', 0)
    talk.release(60)
    talk.press('b', 150)
    talk.hear({ name: 'microphoneFailed', at: 200, turnId: 'b' })
    expect([talk.press('c', 300), phaseOf(talk.state)]).toEqual([['openMicrophone c'], 'arming'])
  })

  test('a third tap ends what the second began, rather than counting as another double tap', () => {
    const talk = new Talking()
    talk.press('a', 0)
    talk.release(60)
    talk.press('b', 150)
    talk.release(210)
    talk.press('c', 300)
    expect([talk.wait(9000), talk.captured('b', 9000, { durationMs: 350 })]).toEqual([
      ['500 closeMicrophone b'],
      ['finishRecording b send'],
    ])
  })
})

describe('a lost key-up', () => {
  test('the next key-down keeps the old recording as a draft and begins a new one', () => {
    const talk = holding('a')
    expect([talk.press('b', 9000), phaseOf(talk.state)]).toEqual([['closeMicrophone a', 'openMicrophone b'], 'arming'])
    expect(talk.captured('a', 9010)).toEqual(['finishRecording a draft key-lost', 'showHint a draft-kept'])
  })

  test('before the hold is confirmed, a second key-down changes nothing', () => {
    const talk = new Talking()
    talk.press('a', 0)
    expect([talk.press('b', 100), talk.wait(1000)]).toEqual([[], ['150 keepSamples a']])
  })
})
