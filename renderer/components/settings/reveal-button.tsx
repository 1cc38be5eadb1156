import type { RevealedFolder } from '../../../app/contract/desktop-requests.ts'
import { desktopWords } from '../../../app/words/desktop-words.ts'
import { revealFolder } from '../../actions/desktop.ts'
import { status } from '../../state/main.ts'

/** Shows a folder in the file manager, under the system's name for that. Absent in a browser tab. */
export function RevealButton({ folder }: { folder: RevealedFolder }) {
  const desktop = status.value?.desktop
  if (!desktop) return null
  return (
    <button type="button" class="button" onClick={() => revealFolder(folder)}>
      {desktopWords.reveal[desktop.platform]}
    </button>
  )
}
