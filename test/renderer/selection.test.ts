import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { emptySelection, extended, toggled, without } from '../../renderer/selection.ts'

const order = ['a', 'b', 'c', 'd', 'e']
const chosen = (selection: { ids: ReadonlySet<string> }) => [...selection.ids].sort()

describe('choosing rows', () => {
  test('a row is chosen, and no longer when it is chosen again', () => {
    const once = toggled(emptySelection(), 'b')
    expect([chosen(once), chosen(toggled(once, 'b'))]).toEqual([['b'], []])
  })

  test('a range goes from the row chosen last to another, up or down, and keeps its beginning', () => {
    const down = extended(toggled(emptySelection(), 'b'), 'd', order)
    const up = extended(toggled(emptySelection(), 'd'), 'b', order)
    expect([chosen(down), chosen(up), chosen(extended(down, 'a', order))]).toEqual([
      ['b', 'c', 'd'],
      ['b', 'c', 'd'],
      ['a', 'b'],
    ])
  })

  test('what was chosen before a range began stays when the range becomes shorter', () => {
    const long = extended(toggled(toggled(emptySelection(), 'a'), 'c'), 'e', order)
    expect(chosen(extended(long, 'd', order))).toEqual(['a', 'c', 'd'])
  })

  test('a range without a beginning is one row', () => {
    expect([
      chosen(extended(emptySelection(), 'c', order)),
      chosen(extended(emptySelection('gone'), 'c', order)),
    ]).toEqual([['c'], ['c']])
  })

  test('a range to a row that is not listed chooses nothing', () => {
    expect(chosen(extended(toggled(emptySelection(), 'a'), 'gone', order))).toEqual(['a'])
  })

  test('rows that are gone are no longer chosen, nor does a range begin there', () => {
    const two = extended(toggled(emptySelection(), 'b'), 'c', order)
    const left = without(two, new Set(['b']))
    expect([chosen(left), left.anchor]).toEqual([['c'], null])
  })
})

test('whatever is chosen is listed', () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('toggle' as const), id: fc.constantFrom(...order) }),
    fc.record({ kind: fc.constant('extend' as const), id: fc.constantFrom(...order, 'gone') }),
  )
  fc.assert(
    fc.property(fc.array(step), steps => {
      const last = steps.reduce(
        (selection, { kind, id }) => (kind === 'toggle' ? toggled(selection, id) : extended(selection, id, order)),
        emptySelection(),
      )
      expect([...last.ids].filter(id => !order.includes(id))).toEqual([])
    }),
  )
})
