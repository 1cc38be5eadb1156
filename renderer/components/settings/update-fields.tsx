import type { Updates } from '../../../app/desktop/updates.ts'
import { desktopWords } from '../../../app/words/desktop-words.ts'
import { fetchUpdate, lookForUpdate, openSystemPage } from '../../actions/desktop.ts'
import { changeSettings } from '../../actions/settings.ts'
import { settings, status } from '../../state/main.ts'
import { CheckField } from '../controls/check-field.tsx'

/** Whether newer versions of Parley are looked for, what was found, and what can be done about it. */
export function UpdateFields() {
  const updates = status.value?.desktop?.updates
  if (!updates || updates.way === 'none') return null
  return updates.way === 'link' ? <UpdateLink /> : <OwnUpdates of={updates} />
}

function UpdateLink() {
  return (
    <div class="field update-link">
      <button type="button" class="button" onClick={() => openSystemPage('releases')}>
        {desktopWords.updates.openPage}
      </button>
      <p class="field-hint">{desktopWords.updates.linkHint}</p>
    </div>
  )
}

function OwnUpdates({ of: { phase, version, notes, fault } }: { of: Updates }) {
  const { updates } = desktopWords
  const said = phase === 'available' || phase === 'ready' ? updates[phase](version) : updates.phases[phase]
  const mayLook = phase === 'resting' || phase === 'newest' || (phase === 'available' && fault !== null)
  return (
    <>
      <CheckField
        label={updates.look}
        hint={updates.lookHint}
        isChecked={settings.value.desktop.looksForUpdates === 'yes'}
        onChange={isChecked => void changeSettings({ desktop: { looksForUpdates: isChecked ? 'yes' : 'no' } })}
      />
      <div role="status">
        {said && <p>{said}</p>}
        {fault && <p>{updates.faults[fault]}</p>}
      </div>
      <div class="buttons">
        {phase === 'available' && (
          <button type="button" class="button button-main" onClick={fetchUpdate}>
            {updates.fetch(version)}
          </button>
        )}
        {mayLook && (
          <button type="button" class="button" onClick={lookForUpdate}>
            {updates.lookNow}
          </button>
        )}
      </div>
      {notes && (
        <details class="update-notes">
          <summary>{updates.news(version)}</summary>
          <p>{notes.replace(/^- /gm, '• ')}</p>
        </details>
      )}
    </>
  )
}
