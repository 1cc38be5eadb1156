import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Base64Text } from '../../../../main/endpoint/reply/base64-text.ts'
import { base64Ways } from '../../../helpers/endpoint-base64.ts'
import { codedSamples, cut, pcmOf } from '../../../helpers/known-reply.ts'

const sound = pcmOf({ words: '', samples: codedSamples(6000) })

function decode(texts: string[]): Buffer {
  const reader = new Base64Text()
  return Buffer.concat(texts.map(text => reader.push(text)))
}

describe('all bytes come of base64', () => {
  for (const [way, write] of Object.entries(base64Ways)) {
    test(`as some server writes it: ${way}`, () => {
      for (const sizes of [[4800], [4801, 4799], [12_000]]) {
        expect(decode(write(cut(sound, sizes))).equals(sound)).toBe(true)
      }
    })
  }

  test('of pieces that are each whole, whatever their lengths', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 999 }), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(sizes, sizes => {
        expect(decode(cut(sound, sizes).map(piece => piece.toString('base64'))).equals(sound)).toBe(true)
      }),
    )
  })
})

test('whatever text comes, something comes of it', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.base64String(),
    fc.constantFrom('=', '====', 'A', 'AB=C', 'data:,'),
  )
  fc.assert(fc.property(fc.array(text), texts => void decode(texts)))
})
