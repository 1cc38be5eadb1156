import { describe, expect, test } from 'vitest'
import {
  afterUnsealFailure,
  isSealed,
  readSealedContent,
  readSealedKey,
  schemeOf,
} from '../../../main/desktop/secret-decisions.ts'

test('the scheme is read from the first three bytes', () => {
  const ciphertexts = ['v10abc', 'v11abc', 'v12abc', 'V11abc', 'v1', '', '\u0001\u0000']
  expect(ciphertexts.map(text => schemeOf(Buffer.from(text)))).toEqual(['v10', 'v11', 'v12', '', '', '', ''])
})

test.each([
  ['linux', 'v10', false],
  ['linux', '', false],
  ['linux', 'v11', true],
  ['linux', 'v12', true],
  ['darwin', 'v10', true],
  ['win32', 'v10', true],
  ['win32', '', true],
] as const)('on %s a ciphertext of scheme “%s” is sealed: %s', (platform, scheme, sealed) => {
  expect(isSealed(platform, scheme)).toBe(sealed)
})

const LOCKED = 'safeStorage.decryptStringAsync is temporarily unavailable. Please try again.'
const WRONG = 'Error while decrypting the ciphertext provided to safeStorage.decryptStringAsync.'

test.each([
  [LOCKED, 'linux', 'v11', 'retry'],
  [LOCKED, 'linux', 'v10', 'retry'],
  [LOCKED, 'darwin', 'v10', 'retry'],
  [WRONG, 'linux', 'v11', 'set-aside'],
  [WRONG, 'linux', 'v10', 'leave'],
  [WRONG, 'linux', '', 'leave'],
  [WRONG, 'darwin', 'v10', 'set-aside'],
  [WRONG, 'win32', '', 'set-aside'],
] as const)('“%s” on %s, which seals with “%s”: %s', (message, platform, present, decision) => {
  expect(afterUnsealFailure(message, platform, present)).toBe(decision)
})

const record = { v: 1, platform: 'linux', scheme: 'v11', backend: 'kwallet6', blob: 'djExAAAA', savedAt: 5 } as const

describe('key.json', () => {
  test('is read on the platform that wrote it', () => {
    expect(readSealedKey(JSON.stringify(record), 'linux')).toEqual(record)
  })

  test.each([
    ['another platform’s', { ...record, platform: 'darwin' }],
    ['of a later version', { ...record, v: 2 }],
    ['with a ciphertext that is not base64', { ...record, blob: 'not base64!' }],
    ['without a scheme', { ...record, scheme: undefined }],
    ['that is a list', [record]],
  ])('%s is not read', (_name, written) => {
    expect(readSealedKey(JSON.stringify(written), 'linux')).toBeNull()
  })

  test('that is cut off is not read', () => {
    expect(readSealedKey(JSON.stringify(record).slice(0, 40), 'linux')).toBeNull()
  })
})

test('unsealed text that is no key with its address is not used', () => {
  const texts = ['sk-test-plain', '{"key":""}', '{"key":"","baseUrl":"x"}', '{"key":"k","baseUrl":"https://h/v1"}']
  expect(texts.map(readSealedContent)).toEqual([null, null, null, { key: 'k', baseUrl: 'https://h/v1' }])
})
