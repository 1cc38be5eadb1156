import { describe, expect, test } from 'vitest'
import { foreignIn, listed, neverLoaded, secretsOf } from './payload.ts'

const file = (name: string, text = '') => ({ name, content: Buffer.from(text) })

describe('what does not belong into an installed Parley', () => {
  test.each([
    ['out/main/desktop.js.map', 'a source map'],
    ['out/main/desktop.ts', 'TypeScript'],
    ['test/app/pcm.js', 'a test'],
    ['out/main/pcm.test.js', 'a test'],
    ['out/.env', 'somebody’s settings'],
    ['out/signing.p8', 'somebody’s settings'],
    ['node_modules/ws/index.js', 'a dependency that was not bundled'],
  ])('%s', (name, what) => expect(foreignIn(file(name))).toEqual([`${name} is ${what}`]))

  test.each([
    ['//# sourceMappingURL=a.js.map', 'a reference to a source map'],
    ['-----BEGIN RSA PRIVATE KEY-----\nMIIE', 'a private key'],
    [`Bearer sk-proj-${'a1'.repeat(20)}`, 'a key of an endpoint'],
    [`ghp_${'a1'.repeat(18)}`, 'a token of a forge'],
    ['AKIAABCDEFGHIJKLMNOP', 'a key of a cloud'],
  ])('a file with %s', (text, what) => expect(foreignIn(file('out/a.js', text))).toEqual([`out/a.js holds ${what}`]))

  test('what is known of the machine it was built on', () => {
    expect(foreignIn(file('out/a.js', 'from /somewhere/parley/main'), ['/somewhere/parley'])).toEqual([
      'out/a.js holds something of the machine it was built on',
    ])
  })

  test('nothing of a usual file', () => {
    const text = 'if (/^sk-/.test(key)) throw new Error("-----BEGIN PRIVATE KEY-----")'
    expect(foreignIn(file('out/main/desktop.js', text), ['/somewhere/parley'])).toEqual([])
  })
})

test('variables that look like secrets are looked for by their values, unless those are too short to tell', () => {
  const environment = { A_TOKEN: 'a'.repeat(16), SOME_KEY: 'short', PATH: 'b'.repeat(40), no_PASSWORD: undefined }
  expect(secretsOf(environment)).toEqual(['a'.repeat(16)])
})

describe('the files that are listed', () => {
  const files = [
    file('out/main/pcm-file-B-RkBYO3.js', 'import "./never-B-RkBYO4.js"'),
    file('out/main/desktop.js', 'import("./pcm-file-B-RkBYO3.js")'),
    file('out/main/lost-BvMxnml_.js'),
    file('out/main/lines/half-a-minute.wav'),
    file('out/renderer/assets/index-BvMxnml-.css'),
    file('out/renderer/index.html', '<link href="./assets/index-BvMxnml-.css">'),
  ]

  test('have one line for all that the bundler names in a folder', () => {
    expect(listed(files)).toEqual([
      'out/main/*-*.js',
      'out/main/desktop.js',
      'out/main/lines/half-a-minute.wav',
      'out/renderer/assets/*-*.css',
      'out/renderer/index.html',
    ])
  })

  test('are all loaded by another', () => {
    expect(neverLoaded(files)).toEqual(['out/main/lost-BvMxnml_.js'])
  })
})
