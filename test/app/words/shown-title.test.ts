import { afterEach, expect, test } from 'vitest'
import { WORDLESS_TITLE } from '../../../app/conversation.ts'
import { speak } from '../../../app/words/languages/speak.ts'
import { shownTitle } from '../../../app/words/shown-title.ts'

afterEach(() => speak('en', []))

test('a conversation without words is called in the language being spoken, unless the user called it so', async () => {
  const titles = () => [false, true].map(isNamed => shownTitle({ title: WORDLESS_TITLE, isNamed }))
  expect(titles()).toEqual([WORDLESS_TITLE, WORDLESS_TITLE])
  await speak('de', [])
  expect(titles()).toEqual(['Sprachnachricht', WORDLESS_TITLE])
  expect(shownTitle({ title: 'Dogs', isNamed: false })).toBe('Dogs')
})
