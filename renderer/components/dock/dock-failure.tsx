import { TriangleAlert, X } from 'lucide'
import { microphonePage } from '../../../app/desktop/microphone-page.ts'
import { sentenceOf } from '../../../app/errors.ts'
import { words } from '../../../app/words/words.ts'
import { dismissDockFailure } from '../../actions/attempt.ts'
import { openAnswering } from '../../actions/profiles.ts'
import { openSettings } from '../../actions/settings.ts'
import { actionsWithoutTurn } from '../../failure-actions.ts'
import { status } from '../../state/main.ts'
import { dockFailure } from '../../state/talk.ts'
import { Icon } from '../controls/icon.tsx'
import { IconButton } from '../controls/icon-button.tsx'
import { lazily } from '../window/lazily.tsx'

const MicrophoneAdvice = lazily(later => later.MicrophoneAdvice)

const ways = { 'open-settings': openAnswering, 'change-microphone': () => openSettings('sound') }

/** A failure that belongs to no turn, such as a microphone that is not allowed. It stays until dismissed or talking works. */
export function DockFailure() {
  const failure = dockFailure.value
  if (!failure) return null
  const desktop = status.value?.desktop
  // The system's settings have a page for it, where it can be fixed.
  const isMain = !desktop || microphonePage(failure.code, desktop) === null
  return (
    <div class="failure dock-failure" role="alert">
      <p class="failure-message">
        <Icon of={TriangleAlert} />
        <span>{sentenceOf(failure)}</span>
      </p>
      {failure.code.startsWith('microphone_') && <MicrophoneAdvice code={failure.code} />}
      {actionsWithoutTurn(failure.code).map(action => (
        <button key={action} type="button" class={isMain ? 'button button-main' : 'button'} onClick={ways[action]}>
          {action === 'open-settings' ? words.failure.openSettings : words.failure.changeMicrophone}
        </button>
      ))}
      <IconButton icon={X} label={words.failure.dismiss} onClick={dismissDockFailure} />
    </div>
  )
}
