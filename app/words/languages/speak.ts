import { speakWords } from '../catalogue.ts'
import { type Language, localeOf } from '../language.ts'
import type { Translation } from './translation.ts'

/** Every language but English, which is always there. Each is a script of its own, loaded when it is spoken. */
const loads: Readonly<Record<Exclude<Language, 'en'>, () => Promise<Translation>>> = {
  de: async () => (await import('./de/index.ts')).german,
  pt: async () => (await import('./pt/index.ts')).portuguese,
  zh: async () => (await import('./zh/index.ts')).chinese,
  ja: async () => (await import('./ja/index.ts')).japanese,
}

/**
 * Speaks a language from now on, once its words have come. When they do not, what was spoken before goes on.
 * @param preferred tags (BCP 47) the user prefers, which say how numbers and dates are written
 * @param isWanted whether it is still wanted when its words have come
 */
export async function speak(
  language: Language,
  preferred: readonly string[],
  isWanted: () => boolean = () => true,
): Promise<void> {
  const words = language === 'en' ? {} : await loads[language]()
  if (isWanted()) speakWords(words, localeOf(language, preferred))
}
