import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { formatPersona, parsePersona } from '../../../app/personas/persona-file.ts'
import { INSTRUCTIONS_LIMIT, type PersonaContent, PersonaContentSchema } from '../../../app/personas/personas.ts'

const anyText = (maxLength: number) =>
  fc.oneof(
    fc.string({ unit: 'grapheme', maxLength }),
    fc.string({ unit: 'binary', maxLength }),
    fc.string({
      unit: fc.constantFrom('-', '\n', '\r', ' ', ':', '#', '---\n', '\uFEFF', 'é', '\u2028', '\ud800'),
      maxLength,
    }),
  )
const content = fc
  .record({
    name: anyText(30),
    instructions: anyText(200),
    model: anyText(30),
    voice: anyText(30),
    speed: fc.integer({ min: 75, max: 200 }).map(hundredths => hundredths / 100),
  })
  .map(given => v.safeParse(PersonaContentSchema, given))
  .filter(parsed => parsed.success)
  .map(({ output }) => output as PersonaContent)

test('what is written is what is read again, whatever a persona says', () => {
  fc.assert(
    fc.property(content, persona => {
      expect(parsePersona(formatPersona(persona), 'a.md')).toEqual(persona)
    }),
    { numRuns: 2000 },
  )
})

test('a file is nice to read, and leaves out what the profile decides', () => {
  const persona = {
    name: 'Sommelier',
    instructions: 'You know wine.\n\nAsk first.',
    model: '',
    voice: 'cedar',
    speed: 1.25,
  }
  expect(formatPersona(persona)).toBe(
    '---\nname: Sommelier\nvoice: cedar\nspeed: 1.25\n---\n\nYou know wine.\n\nAsk first.\n',
  )
  expect(formatPersona({ ...persona, instructions: '', voice: '', speed: 1 })).toBe('---\nname: Sommelier\n---\n')
})

test('a file edited by hand may have a byte order mark, line breaks of Windows, spaces and rules of its own', () => {
  const written = '\uFEFF--- \r\nspeed: 0.75\r\n\r\n  name :  Zoë: the 2nd \r\n---\r\nOne.\r\n---\r\nTwo.\r\n\r\n'
  expect(parsePersona(written, 'a.md')).toEqual({
    ...{ name: 'Zoë: the 2nd', instructions: 'One.\n---\nTwo.', model: '', voice: '', speed: 0.75 },
  })
})

describe('a file is refused with the reason:', () => {
  test.for([
    ['', 'its first line is not ---'],
    ['# Sommelier', 'its first line is not ---'],
    ['---\nname: A\n', 'no second --- ends its head'],
    ['---\nvoice: cedar\n---\n', 'needs a name'],
    [`---\nname: ${'x'.repeat(101)}\n---\n`, 'needs a name of at most 100 characters'],
    ['---\nname: A\ncolour: red\n---\n', 'line 3 says “colour”, and only name, model, voice, speed are known'],
    ['---\nname: A\nname: B\n---\n', 'line 3 says name once more'],
    ['---\nname: A\njust words\n---\n', 'line 3 has no colon'],
    ...['0.5', '2.1', 'fast', '1e0', '0x1', '-1', 'NaN', ''].map(
      speed => [`---\nname: A\nspeed: ${speed}\n---\n`, 'its speed is not a number from 0.75 to 2'] as const,
    ),
    [`---\nname: A\nmodel: ${'m'.repeat(2001)}\n---\n`, 'its model is too long'],
    [`---\nname: A\n---\n${'x'.repeat(INSTRUCTIONS_LIMIT + 1)}`, 'more than 100000 characters'],
  ] as const)('%j', ([written, why]) => {
    expect(() => parsePersona(written, 'a.md')).toThrow(
      expect.objectContaining({ code: 'persona_unusable', message: expect.stringContaining(why) }),
    )
  })
})
