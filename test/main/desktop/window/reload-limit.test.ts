import { expect, test } from 'vitest'
import { afterCrash } from '../../../../main/desktop/window/reload-limit.ts'

test.each(['crashed', 'oom', 'killed', 'abnormal-exit', 'launch-failed', 'integrity-failure'])(
  'a window whose process ended as “%s” is loaded again',
  reason => {
    expect(afterCrash(reason, [], 1000)).toEqual({ action: 'reload', crashes: [1000] })
  },
)

test('a window that was closed is left alone', () => {
  expect(afterCrash('clean-exit', [500], 1000)).toEqual({ action: 'ignore', crashes: [500] })
})

test('the second crash within a minute is the last', () => {
  expect(afterCrash('crashed', [1000], 60_000)).toEqual({ action: 'give-up', crashes: [1000, 60_000] })
})

test('crashes are forgotten after a minute', () => {
  expect(afterCrash('crashed', [1000], 61_000)).toEqual({ action: 'reload', crashes: [61_000] })
})
