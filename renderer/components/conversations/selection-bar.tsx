import { Archive, ArchiveRestore, FolderOutput, Pin, Trash2, Undo2, X } from 'lucide'
import { words } from '../../../app/words/words.ts'
import { archive, pin } from '../../actions/conversations.ts'
import { chooseAll, chosenByName, endSelecting } from '../../actions/selection.ts'
import { openExport } from '../../actions/transfers.ts'
import { restoreConversations, throwChosenAway } from '../../actions/trash.ts'
import { type ListName, selection } from '../../state/lists.ts'
import { IconButton } from '../controls/icon-button.tsx'

/** How many conversations of a list are selected, and what can be done with them. */
export function SelectionBar({ list }: { list: ListName }) {
  const { value: chosen } = selection
  if (chosen?.list !== list) return null
  const ids = [...chosen.ids]
  const none = ids.length === 0
  const then = (act: () => void) => () => {
    endSelecting()
    act()
  }
  const { conversation, trash, selection: said } = words
  return (
    <section class="selection" aria-label={said.bar}>
      <p class="selection-count" aria-live="polite">
        {said.count(ids.length)}
      </p>
      <button type="button" class="link" onClick={() => void chooseAll(list)}>
        {said.all}
      </button>
      <div class="selection-actions">
        {list === 'sidebar' && (
          <>
            <IconButton icon={Pin} label={conversation.pin} disabled={none} onClick={then(() => void pin(ids, true))} />
            <IconButton
              icon={Archive}
              label={conversation.archive}
              disabled={none}
              onClick={then(() => void archive(ids, true))}
            />
          </>
        )}
        {list === 'archived' && (
          <IconButton
            icon={ArchiveRestore}
            label={conversation.unarchive}
            disabled={none}
            onClick={then(() => void archive(ids, false))}
          />
        )}
        {list !== 'trash' && (
          <IconButton
            icon={FolderOutput}
            label={words.transfer.export}
            disabled={none}
            onClick={() => openExport(chosenByName())}
          />
        )}
        {list === 'trash' ? (
          <>
            <IconButton
              icon={Undo2}
              label={trash.restore}
              disabled={none}
              onClick={then(() => void restoreConversations(ids))}
            />
            <IconButton icon={Trash2} label={trash.delete} disabled={none} onClick={throwChosenAway} />
          </>
        ) : (
          <IconButton icon={Trash2} label={conversation.delete} disabled={none} onClick={throwChosenAway} />
        )}
        <IconButton icon={X} label={said.end} onClick={endSelecting} />
      </div>
    </section>
  )
}
