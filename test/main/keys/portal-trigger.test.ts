import { expect, test } from 'vitest'
import { readAccelerator } from '../../../app/desktop/accelerator.ts'
import { portalTrigger } from '../../../main/keys/portal-trigger.ts'

test.each([
  ['Control+Alt+Space', 'CTRL+ALT+space'],
  ['Super+Shift+T', 'SHIFT+LOGO+t'],
  ['F13', 'F13'],
  ['Alt+PageDown', 'ALT+Page_Down'],
  ['Control+Alt+7', 'CTRL+ALT+7'],
])('%s is %s to a portal', (text, trigger) => {
  const accelerator = readAccelerator(text)
  expect(typeof accelerator === 'string' ? accelerator : portalTrigger(accelerator)).toBe(trigger)
})
