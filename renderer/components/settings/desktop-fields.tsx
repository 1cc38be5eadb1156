import { desktopWords } from '../../../app/words/desktop-words.ts'
import { changeSettings } from '../../actions/settings.ts'
import { settings, status } from '../../state/main.ts'
import { CheckField } from '../controls/check-field.tsx'
import { ChoiceField } from '../controls/choice-field.tsx'

/** How the desktop app shows itself outside its window. */
export function DesktopFields() {
  const can = status.value?.desktop
  if (!can) return null
  const { staysInTray, opensAtLogin, mini } = settings.value.desktop
  return (
    <>
      <ChoiceField
        legend={desktopWords.miniLegend}
        choices={desktopWords.miniChoices}
        chosen={mini}
        onChoose={chosen => void changeSettings({ desktop: { mini: chosen } })}
      />
      {can.hasTray ? (
        <CheckField
          label={desktopWords.staysInTray}
          hint={desktopWords.staysInTrayHint}
          isChecked={staysInTray}
          onChange={isChecked => void changeSettings({ desktop: { staysInTray: isChecked } })}
        />
      ) : (
        <p class="soft">{desktopWords.noTray}</p>
      )}
      {can.mayOpenAtLogin && (
        <CheckField
          label={desktopWords.opensAtLogin}
          isChecked={opensAtLogin}
          onChange={isChecked => void changeSettings({ desktop: { opensAtLogin: isChecked } })}
        />
      )}
    </>
  )
}
