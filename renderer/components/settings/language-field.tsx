import { useId } from 'preact/hooks'
import { type Language, languages, languageTags } from '../../../app/words/language.ts'
import { words } from '../../../app/words/words.ts'
import { changeSettings } from '../../actions/settings.ts'
import { settings } from '../../state/main.ts'

/** Each language's name for itself. */
const names: Readonly<Record<Language, string>> = {
  en: 'English',
  de: 'Deutsch',
  pt: 'Português (Brasil)',
  zh: '简体中文',
  ja: '日本語',
}

/** Chooses the language. Each has its own name for itself, so that people who cannot read the present language find theirs. */
export function LanguageField() {
  const id = useId()
  return (
    <div class="field">
      <label for={id}>{words.appearance.language}</label>
      <select
        id={id}
        value={settings.value.language}
        onChange={event => void changeSettings({ language: event.currentTarget.value as Language | 'system' })}
      >
        <option value="system">{words.appearance.systemLanguage}</option>
        {languages.map(language => (
          <option key={language} value={language} lang={languageTags[language]}>
            {names[language]}
          </option>
        ))}
      </select>
    </div>
  )
}
