import { shortcutWords as shortcuts } from '../../app/shortcut-words.ts'
import { commandKeyName } from '../keys.ts'
import { Sheet } from './sheet.tsx'

/** Every key there is. */
export function ShortcutsSheet() {
  const keys: [keys: string[], what: string][] = [
    [['Space'], shortcuts.talk],
    [['Esc'], shortcuts.stop],
    [['R'], shortcuts.replay],
    [['K'], shortcuts.sound],
    [['J', 'L'], shortcuts.leap],
    [['←', '→'], shortcuts.step],
    [['↑', '↓'], shortcuts.beside],
    [[commandKeyName, 'K'], shortcuts.search],
    [[commandKeyName, 'N'], shortcuts.newConversation],
    [[commandKeyName, 'Shift', 'N'], shortcuts.newPrivate],
    [[commandKeyName, 'E'], shortcuts.profiles],
    [[commandKeyName, 'Shift', 'E'], shortcuts.personas],
    [[commandKeyName, ','], shortcuts.settings],
    [['F2'], shortcuts.rename],
    [['Delete'], shortcuts.trash],
    [['Shift', '↓'], shortcuts.choose],
    [['Enter'], shortcuts.sendDraft],
    [['Esc'], shortcuts.discardDraft],
    [['Shift', 'Enter'], shortcuts.newLine],
    [['?'], shortcuts.help],
  ]
  return (
    <Sheet title={shortcuts.title} closeLabel={shortcuts.close} class="sheet-small">
      <dl class="shortcuts">
        {keys.map(([names, what]) => (
          <div key={what}>
            <dt>
              {names.map(name => (
                <kbd key={name}>{name}</kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </Sheet>
  )
}
