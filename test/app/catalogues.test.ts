import { afterEach, describe, expect, test } from 'vitest'
import { failWith, sentenceOf, toFailure } from '../../app/errors.ts'
import { waitingReason } from '../../app/turns/waiting-reason.ts'
import { cascadeWords } from '../../app/words/cascade-words.ts'
import { desktopWords } from '../../app/words/desktop-words.ts'
import { doctorWords } from '../../app/words/doctor-words.ts'
import { reasons, sayReason } from '../../app/words/failure-reasons.ts'
import { cascadeSteps, failures } from '../../app/words/failures.ts'
import { findingWords, sayFinding } from '../../app/words/finding-words.ts'
import { formatUsd } from '../../app/words/format.ts'
import { knowledgeWords } from '../../app/words/knowledge-words.ts'
import { languages } from '../../app/words/language.ts'
import { speak } from '../../app/words/languages/speak.ts'
import type { Translation } from '../../app/words/languages/translation.ts'
import { modelWords } from '../../app/words/model-words.ts'
import { noticeWords, sayNotice } from '../../app/words/notice-words.ts'
import { personaWords } from '../../app/words/persona-words.ts'
import { profileWords } from '../../app/words/profile-words.ts'
import { retentionWords } from '../../app/words/retention-words.ts'
import { setupWords } from '../../app/words/setup-words.ts'
import { shortcutWords } from '../../app/words/shortcut-words.ts'
import { talkingWords } from '../../app/words/talking-words.ts'
import { transcriptionWords } from '../../app/words/transcription-words.ts'
import { waitingWords } from '../../app/words/waiting-words.ts'
import { words } from '../../app/words/words.ts'
import { readCatalogues, untranslatedWords } from '../helpers/catalogue-reading.ts'
import { sampleFailures, sampleFindings, sampleNotices, sampleReasons } from '../helpers/failure-samples.ts'

const catalogues: Translation = {
  ...{
    words,
    failures,
    reasons,
    cascadeSteps,
    cascadeWords,
    desktopWords,
    doctorWords,
    findingWords,
    knowledgeWords,
    modelWords,
    noticeWords,
    personaWords,
    profileWords,
  },
  ...{ retentionWords, setupWords, shortcutWords, talkingWords, transcriptionWords, waitingWords },
}

/** Every word of the catalogues as they are spoken now, and every function that makes one, by path. */
function leaves(value: unknown = catalogues, path: readonly string[] = []): [path: string, leaf: unknown][] {
  if (typeof value !== 'object' || value === null) return [[path.join('.'), value]]
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]))
}

afterEach(() => speak('en', ['en']))

describe('what is written in the catalogues', () => {
  const { read, readTooEarly, literals } = readCatalogues(Object.keys(catalogues))

  test('is used', () => {
    const isListRead = (path: string) => [...read].some(one => one.startsWith(path.replace(/\.\d+$/, '.')))
    const isRead = (path: string) =>
      path.split('.').some((_, i, keys) => read.has(keys.slice(0, i + 1).join('.'))) ||
      (/\.\d+$/.test(path) && isListRead(path))
    const isNamed = (path: string) => literals.has(path.slice(path.indexOf('.') + 1))
    const unused = leaves().flatMap(([path]) =>
      (/^(failures|findingWords|reasons|noticeWords)\./.test(path) ? isNamed(path) : isRead(path)) ? [] : [path],
    )
    expect(unused).toEqual([])
  })

  test('is read when it is shown, so that it is in the language spoken then', () => expect(readTooEarly).toEqual([]))

  test('is all that the window says', () => expect(untranslatedWords()).toEqual([]))
})

test.each(languages)('no word of %s is empty, and each makes the same kind of thing as in English', async language => {
  const english = new Map(leaves())
  await speak(language, [language])
  const spoken = new Map(leaves())
  expect([...spoken.keys()].sort()).toEqual([...english.keys()].sort())
  const empty = [...spoken].filter(
    ([path, leaf]) => typeof leaf === 'string' && leaf.trim() === '' && english.get(path) !== '',
  )
  expect(empty).toEqual([])
})

test.each(languages)(
  'every failure, every reason, every notice and every finding can be said in %s, without a hole in it',
  async language => {
    await speak(language, [language])
    const said = [
      ...sampleFailures().map(sentenceOf),
      ...sampleReasons().map(sayReason),
      ...sampleNotices().map(sayNotice),
      ...sampleFindings().map(sayFinding),
    ]
    expect(said.filter(sentence => /undefined|null|\bNaN\b|\[object|“”|„“|「」|\(\)|（）| {2}/.test(sentence))).toEqual(
      [],
    )
    expect(said.filter(sentence => sentence.trim() === '')).toEqual([])
  },
)

test.each(languages)('only what is written the same everywhere is said in %s as in English', async language => {
  const english = sampleReasons().map(sayReason)
  await speak(language, [language])
  const same = sampleReasons().filter((reason, at) => language !== 'en' && sayReason(reason) === english[at])
  expect(same.filter(({ name }) => !['said', 'system'].includes(name))).toEqual([])
})

test.each(languages)('no notice is said in %s as in English', async language => {
  const english = sampleNotices().map(sayNotice)
  await speak(language, [language])
  expect(sampleNotices().filter((notice, at) => language !== 'en' && sayNotice(notice) === english[at])).toEqual([])
})

test.each(languages)('no finding of a checkup is said in %s as in English', async language => {
  const english = sampleFindings().map(sayFinding)
  await speak(language, [language])
  expect(sampleFindings().filter((finding, at) => language !== 'en' && sayFinding(finding) === english[at])).toEqual([])
})

test.each(languages)('a checkup that breaks off does not say in %s that anything is kept', async language => {
  await speak(language, [language])
  for (const failure of [failWith('cut_off'), failWith('stalled', { seconds: 30 })].map(toFailure)) {
    const said = sayFinding({ name: 'failed', failure })
    expect(sentenceOf(failure).startsWith(said)).toBe(true)
    expect(said.length).toBeLessThan(sentenceOf(failure).length)
  }
})

test('what is said, of failures too, is in the language that is spoken, and in English again after it', async () => {
  await speak('de', ['de-DE', 'en'])
  const said = [words.talk.button, failWith('cancelled').message, formatUsd(1234.5)]
  await speak('en', ['en-GB'])
  expect([said, words.talk.button, formatUsd(1234.5)]).toEqual([
    ['Halten zum Sprechen', 'Angehalten.', '1.234,50\u00a0$'],
    'Hold to talk',
    '$1,234.50',
  ])
})

test.each([
  ['de', ['1 Unterhaltung wiederhergestellt', '1.204 Unterhaltungen wiederhergestellt']],
  ['pt', ['1 conversa restaurada', '1.204 conversas restauradas']],
  ['zh', ['已恢复 1 个对话', '已恢复 1,204 个对话']],
  ['ja', ['1 件の会話を復元しました', '1,204 件の会話を復元しました']],
] as const)('counts agree with their nouns in %s', async (language, restored) => {
  await speak(language, [language === 'pt' ? 'pt-BR' : language])
  expect([1, 1204].map(words.trash.restored)).toEqual(restored)
})

test.each([
  ['de', 'a.example ist nicht erreichbar: so.'],
  ['pt', 'Não há acesso a a.example: so.'],
  ['zh', '无法连接 a.example：so。'],
  ['ja', 'a.example に接続できません: so。'],
] as const)('why a question waits leaves the advice out in %s', async (language, why) => {
  await speak(language, [language])
  expect(
    waitingReason(
      toFailure(failWith('unreachable', { host: 'a.example', proxy: null, why: { name: 'said', said: 'so' } })),
    ),
  ).toBe(why)
})
