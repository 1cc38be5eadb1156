import { Play } from 'lucide'
import type { ComponentChildren, TargetedKeyboardEvent } from 'preact'
import { useMemo } from 'preact/hooks'
import type { SearchHit, SearchPart } from '../../../app/search/search-hit.ts'
import { words } from '../../../app/words/words.ts'
import { openHit, playHit, searchOn } from '../../actions/search.ts'
import { SEARCH_BOX_ID } from '../../keys/keys.ts'
import { found } from '../../state/search.ts'
import { phase } from '../../state/talk.ts'
import { IconButton } from '../controls/icon-button.tsx'
import { VirtualList } from '../controls/virtual-list.tsx'
import { MarkedText } from '../timeline/marked-text.tsx'

/** Heights in pixels, as the styles have them. */
const HIT_HEIGHT = 76
const TITLE_HEIGHT = 32
const HIT = '.hit-open'

type TurnHit = SearchHit & { kind: 'turn' }
/** A line of the list: a conversation found by its name, or one side of a turn. */
type Line = { key: string; isFirst: boolean } & ({ hit: TurnHit; part: SearchPart } | { hit: SearchHit; part: null })

/** The hits, grouped by conversation. The arrow keys go from hit to hit, and up from the first to the search box. */
export function HitList() {
  const shown = found.value
  const lines = useMemo(() => linesOf(shown?.hits ?? []), [shown])
  const keys = useMemo(() => lines.map(({ key }) => key), [lines])
  if (!shown) return <div class="conversations" />
  const { best, newest, results, summary } = words.search
  return (
    <div class="hits">
      {shown.complaint !== null && <p class="hits-complaint">{shown.complaint}</p>}
      <p class="hits-summary" aria-live="polite">
        {lines.length > 0 && `${shown.order === 'rank' ? best : newest} · ${summary(lines.length, !shown.next)}`}
      </p>
      <VirtualList
        // Hits for other words are another list, shown from its beginning.
        key={`${shown.order} ${shown.text}`}
        kind="list"
        class="conversations"
        rowsClass="hit-list"
        label={results}
        keys={keys}
        setSize={shown.next ? -1 : lines.length}
        guessHeight={index => HIT_HEIGHT + (lines[index]?.isFirst ? TITLE_HEIGHT : 0)}
        onNearEnd={() => void searchOn()}
        row={index => {
          const line = lines[index]
          return line && <HitLine line={line} />
        }}
        empty={shown.complaint === null && <NothingFound text={shown.text} />}
      />
    </div>
  )
}

function HitLine({ line }: { line: Line }) {
  const { hit, part, isFirst } = line
  if (part === null) {
    return (
      <HitButton hit={hit}>
        <span class="hit-title">
          <MarkedText text={hit.conversationTitle} marks={hit.kind === 'conversation' ? hit.marks : []} />
        </span>
      </HitButton>
    )
  }
  const { excerpt, side, atMs } = part
  return (
    <>
      {isFirst && <p class="hit-title">{hit.conversationTitle}</p>}
      <div class="hit" data-side={side}>
        <HitButton hit={hit} part={part}>
          <span class="meta">{words.search.saidBy(side === 'recording', hit.createdAt, Date.now())}</span>
          <span class="hit-words">
            {excerpt.isCutBefore && '… '}
            <MarkedText text={excerpt.text} marks={excerpt.marks} />
            {excerpt.isCutAfter && ' …'}
          </span>
        </HitButton>
        {atMs !== null && (
          <IconButton
            icon={Play}
            label={words.search.playFrom(atMs)}
            disabled={phase.value !== 'idle'}
            onClick={() => void playHit(hit, side, atMs)}
          />
        )}
      </div>
    </>
  )
}

function HitButton({ hit, part, children }: { hit: SearchHit; part?: SearchPart; children: ComponentChildren }) {
  return (
    <button type="button" class="hit-open" onClick={() => void openHit(hit, part?.side)} onKeyDown={onKeyDown}>
      {children}
    </button>
  )
}

function NothingFound({ text }: { text: string }) {
  return (
    <div class="conversations-empty">
      <p>{words.search.nothing(text)}</p>
      <p>{words.search.nothingHint}</p>
    </div>
  )
}

function linesOf(hits: readonly SearchHit[]): Line[] {
  return hits.flatMap((hit, i): Line[] => {
    if (hit.kind === 'conversation') return [{ key: hit.conversationId, isFirst: true, hit, part: null }]
    const isOfAnother = hits[i - 1]?.conversationId !== hit.conversationId
    return hit.parts.map((part, n) => ({
      key: `${hit.turnId} ${part.side}`,
      isFirst: isOfAnother && n === 0,
      hit,
      part,
    }))
  })
}

function onKeyDown(event: TargetedKeyboardEvent<HTMLElement>): void {
  const target = besideHit(event.currentTarget, event.key)
  if (!target) return
  event.preventDefault()
  target.focus()
}

/** Where a key leads from a hit: to the next one, to the one before, or to the search box. */
function besideHit(hit: HTMLElement, key: string): HTMLElement | null {
  const box = document.getElementById(SEARCH_BOX_ID)
  if (key === 'Escape') return box
  if (key !== 'ArrowDown' && key !== 'ArrowUp') return null
  const hits = [...document.querySelectorAll<HTMLElement>(HIT)]
  const at = hits.indexOf(hit)
  // At the end nothing moves, so that the list does not scroll on by itself.
  return key === 'ArrowDown' ? (hits[at + 1] ?? hit) : (hits[at - 1] ?? box)
}
