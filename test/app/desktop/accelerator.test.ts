import { expect, test } from 'vitest'
import {
  type KeyPress,
  pressedAccelerator,
  readAccelerator,
  writeAccelerator,
} from '../../../app/desktop/accelerator.ts'

test.each([
  ['Control+Alt+Space', 'Control+Alt+Space'],
  ['ctrl + alt + space', 'Control+Alt+Space'],
  ['Alt+Ctrl+t', 'Control+Alt+T'],
  ['cmd+shift+F5', 'Shift+Super+F5'],
  ['option+PageUp', 'Alt+PageUp'],
  ['f13', 'F13'],
  ['Shift+F24', 'Shift+F24'],
  ['Control+Space', 'Control+Space'],
  ['Control+Shift+C', 'Control+Shift+C'],
  ['Alt+7', 'Alt+7'],
])('“%s” is %s', (text, written) => {
  const accelerator = readAccelerator(text)
  expect(typeof accelerator === 'string' ? accelerator : writeAccelerator(accelerator)).toBe(written)
})

test.each([
  ['Space', 'typing'],
  ['Shift+Space', 'typing'],
  ['a', 'typing'],
  ['Shift+7', 'typing'],
  ['F5', 'typing'],
  ['Fn', 'unknown'],
  ['Fn+Space', 'unknown'],
  ['Control', 'unknown'],
  ['Control+', 'unknown'],
  ['Control+Control+T', 'unknown'],
  ['Control+Alt+Escape', 'unknown'],
  ['Control+Alt+F25', 'unknown'],
  ['Control+Alt+ü', 'unknown'],
  ['', 'unknown'],
  ['+', 'unknown'],
  ['Control+C', 'everyday'],
  ['cmd+V', 'everyday'],
] as const)('“%s” is refused as %s', (text, fault) => {
  expect(readAccelerator(text)).toBe(fault)
})

test('what is written is read as the same', () => {
  for (const text of ['Control+Alt+Shift+Super+Home', 'F20', 'Alt+A']) {
    const accelerator = readAccelerator(text)
    expect(typeof accelerator === 'string' ? accelerator : writeAccelerator(accelerator)).toBe(text)
  }
})

const press = (code: string, key: string, ...held: string[]): KeyPress => ({
  ...{ code, key },
  ...{ ctrlKey: held.includes('Control'), altKey: held.includes('Alt') },
  ...{ shiftKey: held.includes('Shift'), metaKey: held.includes('Super') },
})

test.each([
  [press('Space', ' ', 'Alt', 'Control'), 'Control+Alt+Space'],
  [press('KeyZ', 'y', 'Control', 'Shift'), 'Control+Shift+Y'],
  [press('KeyL', '¬', 'Alt'), 'Alt+L'],
  [press('Digit7', '/', 'Shift', 'Super'), 'Shift+Super+7'],
  [press('F13', 'F13'), 'F13'],
  [press('PageUp', 'PageUp', 'Control'), 'Control+PageUp'],
  [press('ControlLeft', 'Control', 'Control'), null],
  [press('Tab', 'Tab'), null],
  [press('Escape', 'Escape'), null],
  [press('IntlBackslash', '<', 'Alt'), null],
])('%o is written as %s', (pressed, written) => {
  expect(pressedAccelerator(pressed)).toBe(written)
})
