import { words } from '../../../app/words/words.ts'
import { changeSettings } from '../../actions/settings.ts'
import { settings } from '../../state/main.ts'
import { ChoiceField } from '../controls/choice-field.tsx'
import { DesktopFields } from './desktop-fields.tsx'
import { LanguageField } from './language-field.tsx'

/** How Parley looks, in and outside its window, and its language. */
export function AppearancePage() {
  return (
    <>
      <LanguageField />
      <ChoiceField
        legend={words.appearance.theme}
        choices={words.appearance.themes}
        chosen={settings.value.appearance}
        onChoose={appearance => void changeSettings({ appearance })}
      />
      <DesktopFields />
    </>
  )
}
