import { useMemo, useRef } from 'preact/hooks'
import { words } from '../../../app/words/words.ts'
import { beginSelecting } from '../../actions/selection.ts'
import { askToEmptyTrash } from '../../actions/trash.ts'
import { listed, selection, trashedTurns } from '../../state/lists.ts'
import { VirtualList } from '../controls/virtual-list.tsx'
import { ConversationItem } from './conversation-item.tsx'
import { SelectionBar } from './selection-bar.tsx'
import { TrashedTurn } from './trashed-turn.tsx'

/** Heights in pixels, about as the styles have them. */
const ITEM_HEIGHT = 53
const TURN_HEIGHT = 176

/** The trash: first conversations, then single turns, each ordered so that what will be deleted last comes first. */
export function TrashPlace() {
  const [trashed, turns] = [listed.trash.value.conversations, trashedTurns.value]
  const conversations = useMemo(() => trashed.toSorted(byPurge), [trashed])
  const singleTurns = useMemo(() => turns.toSorted(byPurge), [turns])
  const ids = useMemo(() => conversations.map(({ id }) => id), [conversations])
  const order = useRef(ids)
  order.current = ids
  const keys = useMemo(() => [...ids, ...singleTurns.map(({ id }) => id)], [ids, singleTurns])
  const { trash } = words
  return (
    <section class="place" aria-label={trash.placeTitle}>
      <div class="place-head">
        <p class="soft">{trash.placeText}</p>
        {ids.length > 0 && selection.value?.list !== 'trash' && (
          <button type="button" class="button" onClick={() => beginSelecting('trash')}>
            {words.selection.select}
          </button>
        )}
        {keys.length > 0 && (
          <button type="button" class="button" onClick={() => void askToEmptyTrash()}>
            {trash.empty}
          </button>
        )}
      </div>
      <SelectionBar list="trash" />
      <VirtualList
        kind="list"
        class="place-list"
        rowsClass="place-rows"
        label={trash.list}
        keys={keys}
        setSize={keys.length}
        guessHeight={index => (index < ids.length ? ITEM_HEIGHT : TURN_HEIGHT)}
        row={index => {
          const conversation = conversations[index]
          if (conversation) return <ConversationItem conversation={conversation} list="trash" order={order} />
          const turn = singleTurns[index - ids.length]
          return turn && <TrashedTurn turn={turn} />
        }}
        empty={<p class="place-empty">{trash.none}</p>}
      />
    </section>
  )
}

function byPurge(a: { purgeAt: number | null }, b: { purgeAt: number | null }): number {
  return (b.purgeAt ?? 0) - (a.purgeAt ?? 0)
}
