/** Every catalogue there is, by the name a language has it under. */
export type CatalogueName =
  | 'words'
  | 'failures'
  | 'reasons'
  | 'cascadeSteps'
  | 'cascadeWords'
  | 'desktopWords'
  | 'doctorWords'
  | 'findingWords'
  | 'knowledgeWords'
  | 'modelWords'
  | 'noticeWords'
  | 'personaWords'
  | 'profileWords'
  | 'retentionWords'
  | 'setupWords'
  | 'shortcutWords'
  | 'talkingWords'
  | 'transcriptionWords'
  | 'waitingWords'

/** The words of a language, in the shape of the English ones (`Translation` says which). */
type SpokenWords = Partial<Record<CatalogueName, object>>

let translation: SpokenWords = {}
let locale: string | undefined
let onRead: () => void = () => undefined

/** The shape of words in any language: what English says in one way only may be said otherwise. */
type Shape<Words> = Words extends string
  ? string
  : Words extends (...values: infer Values) => infer Said
    ? (...values: Values) => Shape<Said>
    : { [Key in keyof Words]: Shape<Words[Key]> }

/**
 * Words in English, as an object that always reads in the language being spoken. Read them where they are used: what is taken out of
 * a catalogue when a module begins stays English.
 */
/* @__NO_SIDE_EFFECTS__ */
export function catalogue<Words extends object>(name: CatalogueName, english: Words): Shape<Words> {
  const read = (key: string) => {
    onRead()
    const spoken = (translation[name] ?? english) as Record<string, unknown>
    return spoken[key]
  }
  const keys = Object.keys(english).map(key => [key, { enumerable: true, get: () => read(key) }])
  return Object.defineProperties({}, Object.fromEntries(keys)) as Shape<Words>
}

/**
 * Speaks a language from now on.
 * @param words its catalogues; none for English
 * @param as how numbers and dates are written (BCP 47)
 */
export function speakWords(words: SpokenWords, as: string): void {
  translation = words
  locale = as
}

/** How numbers and dates are written now (BCP 47): English, in the system's own way where the system speaks English. */
export function spokenLocale(): string {
  onRead()
  locale ??= englishLocale()
  return locale
}

/** Calls whenever words or their locale are read, so that whoever shows them hears of the next language. */
export function watchReading(read: () => void): void {
  onRead = read
}

function englishLocale(): string {
  const system = new Intl.DateTimeFormat().resolvedOptions().locale
  return system.startsWith('en') ? system : 'en'
}
