import { X } from 'lucide'
import { useState } from 'preact/hooks'
import { desktopWords } from '../../../app/words/desktop-words.ts'
import { words } from '../../../app/words/words.ts'
import { answerUpdateQuestion } from '../../actions/desktop.ts'
import { openSettings } from '../../actions/settings.ts'
import { settings, status } from '../../state/main.ts'
import { IconButton } from '../controls/icon-button.tsx'

/** Asks whether newer versions of Parley may be looked for, and announces one, until that is dismissed. */
export function UpdateBanner() {
  const [dismissed, setDismissed] = useState('')
  const found = status.value?.desktop?.updates
  const { setupDone, desktop } = settings.value
  if (found?.way !== 'installs' || !setupDone) return null
  if (desktop.looksForUpdates === 'ask') return <UpdateQuestion />
  const { phase, version } = found
  const now = `${phase} ${version}`
  if ((phase !== 'available' && phase !== 'ready') || now === dismissed) return null
  return (
    <div class="banner banner-choice">
      <p>{desktopWords.updates[phase](version)}</p>
      <button type="button" class="button" onClick={() => openSettings('about')}>
        {desktopWords.updates.show}
      </button>
      <IconButton icon={X} label={words.notices.dismiss} onClick={() => setDismissed(now)} />
    </div>
  )
}

function UpdateQuestion() {
  const { question, yes, no } = desktopWords.updates
  return (
    <div class="banner banner-choice">
      <p>{question}</p>
      <button type="button" class="button" onClick={() => void answerUpdateQuestion('yes')}>
        {yes}
      </button>
      <button type="button" class="button" onClick={() => void answerUpdateQuestion('no')}>
        {no}
      </button>
    </div>
  )
}
