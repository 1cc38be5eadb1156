import type { Settings } from '../app/settings.ts'
import { type Language, languageTags, languageToSpeak } from '../app/words/language.ts'
import { speak } from '../app/words/languages/speak.ts'
import { readSettingsFile } from './files/settings-file.ts'

type Chosen = Settings['language']

/** The language that main speaks, and its windows with it: the one in the settings, or what the system or the browser prefers. */
export class SpokenLanguage {
  /** Called when another language is spoken than before. */
  onChanged: () => void = () => undefined
  #chosen: Chosen
  #preferred: readonly string[]
  #spoken: Language = 'en'

  /** @param preferred tags (BCP 47), the most wanted first */
  constructor(chosen: Chosen, preferred: readonly string[]) {
    this.#chosen = chosen
    this.#preferred = preferred
  }

  /** The language that is spoken. */
  get current(): Language {
    return this.#spoken
  }

  /** Speaks what was chosen in the settings. Settles when its words are there. */
  choose(chosen: Chosen): Promise<void> {
    this.#chosen = chosen
    return this.speakChosen()
  }

  /** Takes what a window's browser or the system prefers, and returns the tag of the language its page is to begin in. */
  async tagFor(preferred: readonly string[]): Promise<string> {
    this.#preferred = preferred
    await this.speakChosen()
    return languageTags[this.#spoken]
  }

  /** Speaks what is wanted by now. Words that cannot be loaded leave the language as it was. */
  async speakChosen(): Promise<void> {
    const chosen = this.#chosen
    const preferred = this.#preferred
    const isWanted = () => this.#chosen === chosen && this.#preferred === preferred
    const language = languageToSpeak(chosen, preferred)
    try {
      await speak(language, preferred, isWanted)
    } catch {
      // A Parley that was replaced by a newer one while it runs finds no words any more that it had not loaded.
      return
    }
    if (!isWanted() || language === this.#spoken) return
    this.#spoken = language
    this.onChanged()
  }
}

/** Speaks before anything can fail, if the settings tell what; those that cannot be read are complained of when they are opened. */
export async function openSpokenLanguage(dataFolder: string, preferred: readonly string[]): Promise<SpokenLanguage> {
  let chosen: Chosen = 'system'
  try {
    chosen = readSettingsFile(dataFolder).language
  } catch {}
  const language = new SpokenLanguage(chosen, preferred)
  await language.speakChosen()
  return language
}

/** The tags of an `Accept-Language` header (RFC 9110, 12.5.4), the most wanted first. */
export function acceptedLanguages(header: string | undefined): string[] {
  return (header ?? '')
    .split(',')
    .map(part => part.split(';'))
    .map(([tag = '', quality = '']) => ({ tag: tag.trim(), weight: Number(/q=([\d.]+)/.exec(quality)?.[1] ?? 1) }))
    .filter(({ tag, weight }) => tag !== '' && tag !== '*' && weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag)
}
