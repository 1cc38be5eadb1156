import { signal } from '@preact/signals'
import { watchReading } from '../app/words/catalogue.ts'
import { directionOf, type Language, languageTags, languageToSpeak } from '../app/words/language.ts'
import { speak } from '../app/words/languages/speak.ts'

/** The language the window speaks. Whatever reads words while it is drawn depends on it, and is drawn anew in the next one. */
const spoken = signal<Language>('en')
let wanted: Language = 'en'

watchReading(() => void spoken.value)

/**
 * Speaks the language of the page, which main has put there, before anything is shown. What cannot be loaded leaves it English: main
 * is gone then, and that is said.
 */
export function speakLanguageOfPage(): Promise<void> {
  return speakAsMain(languageToSpeak('system', [document.documentElement.lang]))
}

/** Speaks what main speaks. Nothing of what is under way is touched. What cannot be loaded leaves the language as it was. */
export async function speakAsMain(language: Language): Promise<void> {
  if (language === wanted) return
  wanted = language
  const speaks = await speak(language, navigator.languages, () => wanted === language).then(
    () => language,
    () => spoken.peek(),
  )
  // Another one was chosen meanwhile, whose words are still to come.
  if (wanted !== language) return
  wanted = speaks
  const tag = languageTags[wanted]
  document.documentElement.lang = tag
  document.documentElement.dir = directionOf(tag)
  spoken.value = wanted
}
