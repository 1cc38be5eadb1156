import { words } from '../../app/words.ts'
import { changeSettings } from '../actions/settings.ts'
import { settings } from '../state.ts'
import { ChoiceField } from './choice-field.tsx'
import { DesktopFields } from './desktop-fields.tsx'

/** How Parley looks, in its window and beside it. */
export function AppearancePage() {
  return (
    <>
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
