import { expect, test } from 'vitest'
import { mayLoad } from '../../../../main/desktop/window/request-filter.ts'

test.each([
  ['app://bundle/index.html', true],
  ['app://bundle/assets/capture-1a2b.js', true],
  ['blob:app://bundle/5c5b9bd0-1c2d-4e5f-8a9b-0c1d2e3f4a5b', true],
  ['data:image/png;base64,AAAA', true],
  ['app://other/index.html', false],
  ['blob:https://example.com/5c5b9bd0', false],
  ['blob:null/5c5b9bd0', false],
  ['https://example.com/', false],
  ['http://127.0.0.1:8080/', false],
  ['ws://localhost/', false],
  ['wss://example.com/socket', false],
  ['file:///etc/passwd', false],
  ['ftp://example.com/', false],
  ['chrome-extension://abcdef/page.html', false],
  ['devtools://devtools/bundled/inspector.html', false],
  ['not a url', false],
])('%s loads: %s', (url, loads) => {
  expect(mayLoad(url, false)).toBe(loads)
})

test('developer tools load where they may be opened', () => {
  expect(mayLoad('devtools://devtools/bundled/inspector.html', true)).toBe(true)
})

test('where developer tools may be opened, the network is still out of reach', () => {
  expect(mayLoad('https://example.com/', true)).toBe(false)
})
