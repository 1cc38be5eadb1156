import { expect, test } from 'vitest'
import { afterUnsealFailure, isSealed, keepingOn, schemeOf } from '../../../../main/desktop/system/secret-decisions.ts'

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
  [LOCKED, true, 'retry'],
  [LOCKED, false, 'retry'],
  [WRONG, true, 'set-aside'],
  [WRONG, false, 'leave'],
] as const)('“%s”, while sealing works: %s; then %s', (message, canSeal, decision) => {
  expect(afterUnsealFailure(message, canSeal)).toBe(decision)
})

test('keys are kept by the key store of each system', () => {
  expect(['darwin', 'win32', 'linux'].map(keepingOn)).toEqual(['keychain', 'dpapi', 'keyring'])
})
