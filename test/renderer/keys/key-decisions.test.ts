import { describe, expect, test } from 'vitest'
import { hidesReleases, type KeyPress, meaningOf } from '../../../renderer/keys/key-decisions.ts'

const plain: KeyPress = {
  key: 'x',
  code: 'KeyX',
  isRepeat: false,
  isComposing: false,
  hasCtrl: false,
  hasMeta: false,
  hasAlt: false,
  hasShift: false,
  isEditable: false,
  isOnControl: false,
  usesArrows: false,
  hasSound: false,
  isCovered: false,
  isMac: false,
}
const space = { key: ' ', code: 'Space' }
const meaning = (press: Partial<KeyPress>) => meaningOf({ ...plain, ...press })

describe('Space', () => {
  test('talks where nothing else wants it, also while it repeats', () => {
    expect([meaning(space), meaning({ ...space, isRepeat: true })]).toEqual(['talk', 'talk'])
  })

  test.for<[where: string, press: Partial<KeyPress>]>([
    ['in a text field', { isEditable: true }],
    ['on a control reached by keyboard', { isOnControl: true }],
    ['while an input method composes', { isComposing: true }],
    ['below a sheet', { isCovered: true }],
    ['with Ctrl', { hasCtrl: true }],
    ['with Meta', { hasMeta: true }],
    ['with Alt', { hasAlt: true }],
    ['with Shift', { hasShift: true }],
  ])('does not talk %s', ([, press]) => {
    expect(meaning({ ...space, ...press })).toBe('none')
  })
})

test('a key that is held is lost when ⌘ goes down on a Mac, which hides its release', () => {
  const presses = [
    ['Meta', true],
    ['Meta', false],
    ['Control', true],
    ['c', true],
  ] as const
  expect(presses.map(([key, isMac]) => hidesReleases({ key, isMac }))).toEqual([true, false, false, false])
})

describe('Escape', () => {
  test('stops, also from a text field', () => {
    expect(meaning({ key: 'Escape', isEditable: true })).toBe('escape')
  })

  test('belongs to the sheet that is open', () => {
    expect(meaning({ key: 'Escape', isCovered: true })).toBe('none')
  })
})

describe('shortcuts', () => {
  test('F2 renames, unless something is being typed or a sheet is open', () => {
    const presses = [{}, { isEditable: true }, { isCovered: true }, { hasShift: true }, { isRepeat: true }]
    expect(presses.map(press => meaning({ key: 'F2', ...press }))).toEqual(['rename', 'none', 'none', 'none', 'none'])
  })

  test('with Ctrl work everywhere, in text fields too', () => {
    const found = ['k', 'K', 'n', 'e', ','].map(key => meaning({ key, hasCtrl: true, isEditable: true }))
    expect(found).toEqual(['search', 'search', 'new-conversation', 'profiles', 'settings'])
  })

  test('with Shift too, N begins a private conversation, once a press and not below a sheet', () => {
    const presses = [{}, { isEditable: true }, { isRepeat: true }, { isCovered: true }, { hasAlt: true }, { key: 'K' }]
    const found = presses.map(press => meaning({ key: 'N', hasCtrl: true, hasShift: true, ...press }))
    expect(found).toEqual(['private-conversation', 'private-conversation', 'none', 'none', 'none', 'none'])
  })

  test('with Shift too, E shows personas', () => {
    const presses = [{}, { isEditable: true }, { isRepeat: true }, { isCovered: true }, { hasAlt: true }]
    const found = presses.map(press => meaning({ key: 'E', hasCtrl: true, hasShift: true, ...press }))
    expect(found).toEqual(['personas', 'personas', 'none', 'none', 'none'])
  })

  test('take ⌘ instead of Ctrl on a Mac', () => {
    expect(meaning({ key: 'k', hasMeta: true, isMac: true })).toBe('search')
    expect(meaning({ key: 'k', hasCtrl: true, isMac: true })).toBe('none')
  })

  test('leave the browser its own', () => {
    expect(meaning({ key: 'c', hasCtrl: true })).toBe('none')
    expect(meaning({ key: 'T', hasCtrl: true, hasShift: true })).toBe('none')
  })

  test('of one letter replay and help, but type where text can be typed', () => {
    const presses: Partial<KeyPress>[] = [{ key: 'r' }, { key: '?', hasShift: true }]
    expect(presses.map(meaning)).toEqual(['replay', 'shortcuts'])
    expect(presses.map(press => meaning({ ...press, isEditable: true }))).toEqual(['none', 'none'])
  })

  test('do not repeat', () => {
    expect([meaning({ key: 'r', isRepeat: true }), meaning({ key: 'n', hasCtrl: true, isRepeat: true })]).toEqual([
      'none',
      'none',
    ])
  })
})

describe('keys of the sound that is replayed', () => {
  const keys = ['k', 'J', 'l', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown']
  const found = (press: Partial<KeyPress>) => keys.map(key => meaning({ key, hasSound: true, ...press }))
  const nothing = keys.map(() => 'none')

  test('play, leap, step and go to its neighbours', () => {
    expect(found({})).toEqual([
      'toggle-sound',
      'leap-back',
      'leap-on',
      'step-back',
      'step-on',
      'sound-before',
      'sound-after',
    ])
  })

  test('held down, leap and step on', () => {
    const held = ['none', 'leap-back', 'leap-on', 'step-back', 'step-on', 'none', 'none']
    expect(found({ isRepeat: true })).toEqual(held)
  })

  test.for<[where: string, press: Partial<KeyPress>]>([
    ['when there is none', { hasSound: false }],
    ['where text can be typed', { isEditable: true }],
    ['below a sheet', { isCovered: true }],
    ['with Shift', { hasShift: true }],
    ['with Alt', { hasAlt: true }],
  ])('do nothing %s', ([, press]) => {
    expect(found(press)).toEqual(nothing)
  })

  test('leave the arrows to what they move', () => {
    expect(found({ usesArrows: true })).toEqual([
      'toggle-sound',
      'leap-back',
      'leap-on',
      'none',
      'none',
      'none',
      'none',
    ])
  })
})
