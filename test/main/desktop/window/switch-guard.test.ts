import { expect, test } from 'vitest'
import { insistsOnSandbox, refusedSwitch } from '../../../../main/desktop/window/switch-guard.ts'

const installed = { isPackaged: true, isAppImage: false }
const given =
  (...names: string[]) =>
  (name: string) =>
    names.includes(name)

test.each([
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-allow-origins',
  'inspect',
  'inspect-brk',
  'no-sandbox',
  'disable-gpu-sandbox',
  'single-process',
  'renderer-cmd-prefix',
  'utility-cmd-prefix',
  'gpu-launcher',
  'disable-web-security',
  'disable-site-isolation-trials',
  'load-extension',
  'js-flags',
  'ssl-key-log-file',
  'log-net-log',
  'ignore-certificate-errors',
  'host-rules',
  'host-resolver-rules',
  'use-fake-ui-for-media-stream',
])('an installed Parley does not start with --%s', name => {
  expect(refusedSwitch(given('lang', name), installed)).toBe(name)
})

test.each(['lang', 'proxy-server', 'password-store', 'ozone-platform', 'force-device-scale-factor'])(
  'an installed Parley starts with --%s',
  name => {
    expect(refusedSwitch(given(name), installed)).toBeNull()
  },
)

test('a development build takes every switch', () => {
  expect(refusedSwitch(() => true, { isPackaged: false, isAppImage: false })).toBeNull()
})

test('an AppImage starts without the sandbox where its launcher says so, and with nothing else', () => {
  const image = { isPackaged: true, isAppImage: true }
  const decisions = [given('no-sandbox'), given('no-sandbox', 'js-flags')].map(has => refusedSwitch(has, image))
  expect(decisions).toEqual([null, 'js-flags'])
})

test('the sandbox is insisted on unless it was switched off for good', () => {
  const decisions = [given(), given('disable-gpu', 'lang'), given('no-sandbox')].map(insistsOnSandbox)
  expect(decisions).toEqual([true, true, false])
})
