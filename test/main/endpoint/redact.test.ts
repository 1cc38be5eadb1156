import fc from 'fast-check'
import { expect, test } from 'vitest'
import { redact } from '../../../main/endpoint/redact.ts'
import { newKey } from '../../helpers/asking.ts'

test('a key, and all that looks like one, is taken out of what a server says', () => {
  const key = newKey()
  expect(redact(`Bad key ${key}, sk-${newKey()}; sent "Authorization: Bearer abc.def". Ask again`, key)).toBe(
    'Bad key [key], [key]; sent "Authorization: [key] Ask again',
  )
})

test('no text holds the key, however it is quoted, and none is longer than 200 characters', () => {
  const keys = fc.string({
    minLength: 8,
    maxLength: 60,
    unit: fc.integer({ min: 0x21, max: 0x7e }).map(code => String.fromCharCode(code)),
  })
  fc.assert(
    fc.property(keys, fc.string(), fc.string({ maxLength: 300 }), (key, before, after) => {
      for (const quoted of [key, JSON.stringify(key), encodeURIComponent(key)]) {
        const said = redact(`${before}${quoted}${after}`, key)
        expect(said.length).toBeLessThanOrEqual(200)
        expect(said.replaceAll('[key]', '')).not.toContain(key)
      }
    }),
  )
})

test('a key is taken out in base64 as well', () => {
  const key = newKey()
  expect(redact(`Basic ${Buffer.from(key).toString('base64')} has no access`, key)).toBe('Basic [key] has no access')
})

test('a key is not cut in two by the end of the text', () => {
  const key = newKey()
  expect(redact(`${'x'.repeat(190)} ${key}`, key)).not.toContain(key.slice(0, 8))
})
