import { useMemo, useRef } from 'preact/hooks'
import { words } from '../../../app/words/words.ts'
import { listMore } from '../../actions/lists.ts'
import { beginSelecting } from '../../actions/selection.ts'
import { listed, selection } from '../../state/lists.ts'
import { VirtualList } from '../controls/virtual-list.tsx'
import { ConversationItem } from './conversation-item.tsx'
import { SelectionBar } from './selection-bar.tsx'

/** Height in pixels, as the styles have it. */
const ITEM_HEIGHT = 53

/** The archived conversations, newest change first. */
export function ArchivedPlace() {
  const { conversations, hasMore } = listed.archived.value
  const keys = useMemo(() => conversations.map(({ id }) => id), [conversations])
  const order = useRef(keys)
  order.current = keys
  return (
    <section class="place" aria-label={words.archive.placeTitle}>
      <div class="place-head">
        <p class="soft">{words.archive.placeText}</p>
        {keys.length > 0 && selection.value?.list !== 'archived' && (
          <button type="button" class="button" onClick={() => beginSelecting('archived')}>
            {words.selection.select}
          </button>
        )}
      </div>
      <SelectionBar list="archived" />
      <VirtualList
        kind="list"
        class="place-list"
        rowsClass="place-rows"
        label={words.archive.list}
        keys={keys}
        setSize={hasMore ? -1 : keys.length}
        guessHeight={() => ITEM_HEIGHT}
        onNearEnd={() => void listMore('archived')}
        row={index => {
          const conversation = conversations[index]
          return conversation && <ConversationItem conversation={conversation} list="archived" order={order} />
        }}
        empty={<p class="place-empty">{words.archive.none}</p>}
      />
    </section>
  )
}
