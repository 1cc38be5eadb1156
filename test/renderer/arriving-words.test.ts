import { expect, test } from 'vitest'
import { wordsSoFar } from '../../renderer/arriving-words.ts'

test.for([
  ['from the beginning, before anything was kept', '', 'One two', 'One two'],
  ['from the beginning, when some of it was kept', 'One', 'One two', 'One two'],
  ['from the middle, before its conversation was opened', 'One two three', 'two three four', 'One two three four'],
  ['from when its conversation was opened', 'One two', ' three', 'One two three'],
  ['nothing since', 'One two', '', 'One two'],
] as const)('who hears %s, shows all of it', ([, kept, came, shown]) => {
  expect(wordsSoFar(kept, came)).toBe(shown)
})
