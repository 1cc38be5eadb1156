import { shortcutWords as shortcuts } from '../../../app/words/shortcut-words.ts'
import { isMac } from '../../keys/keys.ts'
import { Sheet } from '../controls/sheet.tsx'

/** All keyboard shortcuts. */
export function ShortcutsSheet() {
  const { space, escape: esc, enter, delete: remove, shift, control } = shortcuts.keys
  const command = isMac ? '⌘' : control
  const keys: [keys: string[], what: string][] = [
    [[space], shortcuts.talk],
    [[esc], shortcuts.stop],
    [['R'], shortcuts.replay],
    [['K'], shortcuts.sound],
    [['J', 'L'], shortcuts.leap],
    [['←', '→'], shortcuts.step],
    [['↑', '↓'], shortcuts.beside],
    [[command, 'K'], shortcuts.search],
    [[command, 'N'], shortcuts.newConversation],
    [[command, shift, 'N'], shortcuts.newPrivate],
    [[command, 'E'], shortcuts.profiles],
    [[command, shift, 'E'], shortcuts.personas],
    [[command, ','], shortcuts.settings],
    [['F2'], shortcuts.rename],
    [[remove], shortcuts.trash],
    [[shift, '↓'], shortcuts.choose],
    [[enter], shortcuts.sendDraft],
    [[esc], shortcuts.discardDraft],
    [[shift, enter], shortcuts.newLine],
    [[esc], shortcuts.leaveMessage],
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
