import { expect, test } from 'vitest'
import { directionOf, languageToSpeak, localeOf } from '../../../app/words/language.ts'

test.each([
  ['system', ['de-AT', 'en'], 'de'],
  ['system', ['sv', 'fi'], 'en'],
  ['system', ['zh-Hant-HK'], 'en'],
  ['system', ['DE_de'], 'de'],
  ['system', ['deu', '', '*'], 'en'],
  ['system', [], 'en'],
  ['system', ['sv', 'pt-PT'], 'pt'],
  ['system', ['zh-TW', 'ja'], 'ja'],
  ['system', ['zh-Hans-SG'], 'zh'],
  ['system', ['zh'], 'zh'],
  ['ja', ['de'], 'ja'],
  ['de', ['en'], 'de'],
] as const)('%s, where %j is preferred, is %s', (chosen, preferred, language) => {
  expect(languageToSpeak(chosen, preferred)).toBe(language)
})

test.each([
  ['en', ['de', 'en-GB', 'en-US'], 'en-GB'],
  ['de', ['de_AT', 'de-CH'], 'de-CH'],
  ['de', ['fr'], 'de'],
  ['pt', ['pt-PT'], 'pt-PT'],
  ['pt', ['de'], 'pt-BR'],
  ['zh', [], 'zh-CN'],
] as const)('numbers in %s, where %j is preferred, are written as in %s', (language, preferred, locale) => {
  expect(localeOf(language, preferred)).toBe(locale)
})

test('Arabic and Hebrew run from right to left', () => {
  expect(['ar', 'he-IL', 'arn', 'en', 'ja'].map(directionOf)).toEqual(['rtl', 'rtl', 'ltr', 'ltr', 'ltr'])
})
