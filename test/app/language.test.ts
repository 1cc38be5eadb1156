import { expect, test } from 'vitest'
import { directionOf, languageToSpeak, localeOf } from '../../app/language.ts'

test.each([
  ['system', ['de-AT', 'en'], 'de'],
  ['system', ['sv', 'fi'], 'en'],
  ['system', ['zh-Hant-HK'], 'en'],
  ['system', ['DE_de'], 'de'],
  ['system', ['deu', '', '*'], 'en'],
  ['system', [], 'en'],
  ['de', ['en'], 'de'],
] as const)('%s, where %j is preferred, is %s', (chosen, preferred, language) => {
  expect(languageToSpeak(chosen, preferred)).toBe(language)
})

test.each([
  ['en', ['de', 'en-GB', 'en-US'], 'en-GB'],
  ['de', ['de_AT', 'de-CH'], 'de-CH'],
  ['de', ['fr'], 'de'],
] as const)('numbers in %s, where %j is preferred, are written as in %s', (language, preferred, locale) => {
  expect(localeOf(language, preferred)).toBe(locale)
})

test('Arabic and Hebrew run from right to left', () => {
  expect(['ar', 'he-IL', 'arn', 'en', 'ja'].map(directionOf)).toEqual(['rtl', 'rtl', 'ltr', 'ltr', 'ltr'])
})
