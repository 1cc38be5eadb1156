/** The languages Parley speaks, as the settings name them. */
export const languages = ['en', 'de', 'pt', 'zh', 'ja'] as const
/** A language Parley speaks. */
export type Language = (typeof languages)[number]

/** The tag (BCP 47) of the words as they are written. */
export const languageTags: Readonly<Record<Language, string>> = {
  en: 'en',
  de: 'de',
  pt: 'pt-BR',
  zh: 'zh-CN',
  ja: 'ja',
}

/** Scripts that run from right to left (Unicode, UAX 9), of languages that may come. */
const rightToLeft = /^(ar|fa|he|ur|yi)\b/

/** Which way the lines of a language run: the `dir` of a page in it. */
export function directionOf(tag: string): 'ltr' | 'rtl' {
  return rightToLeft.test(tag) ? 'rtl' : 'ltr'
}

/**
 * The language to speak: the one that was chosen, else the first the user prefers that Parley speaks, else English. Chinese here is
 * written in simplified characters, which who prefers traditional ones has not asked for.
 * @param preferred tags, the most wanted first, as a browser or a system lists them
 */
export function languageToSpeak(chosen: Language | 'system', preferred: readonly string[]): Language {
  if (chosen !== 'system') return chosen
  return preferred.flatMap(tag => spokenAs(tag) ?? [])[0] ?? 'en'
}

/** How numbers and dates are written in a language: as in the part of the world the user prefers, where that speaks it. */
export function localeOf(language: Language, preferred: readonly string[]): string {
  return preferred.find(tag => spokenAs(tag) === language && isLocale(tag)) ?? languageTags[language]
}

function spokenAs(tag: string): Language | null {
  if (/^zh-(hant|tw|hk|mo)\b/i.test(tag)) return null
  const [code = ''] = tag.toLowerCase().split(/[-_]/)
  return languages.find(language => language === code) ?? null
}

function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1
  } catch {
    return false
  }
}
