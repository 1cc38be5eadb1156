import { expect, test } from 'vitest'
import { defaultPersona, fileNameFor, shownName } from '../../../app/personas/personas.ts'

test('two of a name are told apart by their files', () => {
  const [one, two, other] = [
    { ...defaultPersona, id: 'sommelier', name: 'Sommelier' },
    { ...defaultPersona, id: 'sommelier-2', name: 'Sommelier' },
    { ...defaultPersona, id: 'coach', name: 'Coach' },
  ] as const
  const all = [one, two, other]
  expect(all.map(persona => shownName(persona, all))).toEqual([
    'Sommelier (sommelier)',
    'Sommelier (sommelier-2)',
    'Coach',
  ])
})

test.for([
  ['Thoughtful partner', 'thoughtful-partner'],
  ['  Zoë / 7 ../etc ', 'zoë-7-etc'],
  ['ソムリエ 🍷', 'ソムリエ'],
  ['CON', 'persona-con'],
  ['com1', 'persona-com1'],
  ['ReadMe', 'persona-readme'],
  ['🍷', 'persona'],
  ['x'.repeat(100), 'x'.repeat(40)],
] as const)('the file of %j is called %j', ([name, file]) => {
  expect(fileNameFor(name)).toBe(file)
})
