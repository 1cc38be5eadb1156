import {
  elementScroll,
  observeElementOffset,
  observeElementRect,
  type Range,
  Virtualizer,
} from '@tanstack/virtual-core'
import type { ComponentChildren } from 'preact'
import { useCallback, useLayoutEffect, useReducer, useRef, useState } from 'preact/hooks'
import { afterPaint } from '../../after-paint.ts'
import { useEndFollowed } from './use-end-followed.ts'

/** How many rows are in the page at a time, however many there are. */
const MOST_ROWS = 60
/** How many of them are for the focused row and its neighbours, wherever those are. */
const FOCUSED_ROWS = 3
/** Rows kept ready above and below the view, so that fast scrolling finds them there. */
const SPARE_ROWS = 20
/** The same after a jump, until the new view is painted, so that it appears sooner. */
const FIRST_SPARE_ROWS = 1

/** A row to scroll to, and what in it, as a CSS selector. Another object scrolls again. */
export interface Revealed {
  key: string
  part: string
}

/**
 * A list of any length, with rows of any height, of which only those in and around the view are in the page. Rows are in the normal flow,
 * so that they neither overlap nor leave gaps; space is reserved for the others. What is in view stays in place while rows above it are
 * added, removed and measured. The focused row stays in the page, and so do its neighbours, for the Tab key.
 */
export function VirtualList(props: {
  /** A `log` opens at its end, and stays there while something is added, unless the user scrolls up. */
  kind: 'log' | 'list'
  class: string
  rowsClass: string
  label: string
  /** The names of the rows in order; the same array while nothing changes. */
  keys: readonly string[]
  row: (index: number) => ComponentChildren
  /** An estimate of a row's height in pixels, used until it is measured. */
  guessHeight: (index: number) => number
  /** The length of a `list` for screen readers: -1 when there is more to come. */
  setSize?: number
  /** Whether screen readers read out what is added to a `log`. */
  isLive?: boolean
  revealed?: Revealed | null
  /** Called once it is in view, with its row. */
  onRevealed?: (row: Element) => void
  /** While true, a `log` does not follow its end. */
  isStill?: boolean
  /** Called when the last row is near, so that more can be fetched. */
  onNearEnd?: () => void
  /** Shown when there are no rows. */
  empty: ComponentChildren
}) {
  const { kind, keys, label, onNearEnd, revealed } = props
  const isLog = kind === 'log'
  const [, redraw] = useReducer((n: number, _: null) => n + 1, 0)
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useRef<HTMLDivElement & HTMLUListElement>(null)
  const focusedKey = useRef('')
  const paintedRow = useRef(Number.NaN)
  const isFar = (row: number) => !(Math.abs(row - paintedRow.current) <= SPARE_ROWS)
  const options = {
    count: keys.length,
    getItemKey: useCallback((index: number) => keys[index] ?? index, [keys]),
    estimateSize: props.guessHeight,
    rangeExtractor: (range: Range) => {
      const spareRows = isFar(range.startIndex) ? FIRST_SPARE_ROWS : SPARE_ROWS
      return indexesOf(range, keys.indexOf(focusedKey.current), spareRows)
    },
    anchorTo: isLog ? ('end' as const) : ('start' as const),
    initialOffset: isLog && keys.length > 0 ? Number.MAX_SAFE_INTEGER : 0,
    getScrollElement: () => scroller.current,
    observeElementRect,
    observeElementOffset,
    scrollToFn: elementScroll,
    onChange: () => redraw(null),
  }
  const [virtualizer] = useState(() => new Virtualizer<HTMLDivElement, HTMLElement>(options))
  virtualizer.setOptions(options)
  useLayoutEffect(() => virtualizer._didMount(), [])
  useLayoutEffect(() => virtualizer._willUpdate())
  useLayoutEffect(() => {
    const row = virtualizer.range?.startIndex
    if (row === undefined) return
    if (isFar(row)) {
      return afterPaint(() => {
        paintedRow.current = row
        redraw(null)
      })
    }
    paintedRow.current = row
  })
  // The placeholder for no rows is read from its beginning.
  const isStill = props.isStill === true || keys.length === 0
  const end = useEndFollowed({ scroller, rows, isLog, lastKey: keys.at(-1), isStill })

  const done = useRef<Revealed | null>(null)
  useLayoutEffect(() => {
    const index = revealed && revealed !== done.current ? keys.indexOf(revealed.key) : -1
    if (!revealed || !scroller.current || index < 0) return
    end.leave()
    const row = rows.current?.querySelector(`[data-index="${index}"]`)
    const part = row?.querySelector(revealed.part) ?? row
    part?.scrollIntoView({ block: 'nearest' })
    if (part) {
      done.current = revealed
      if (row) props.onRevealed?.(row)
    }
    // The view is not there yet; this runs again when it is.
    else scroller.current.scrollTop = virtualizer.measurementsCache[index]?.start ?? 0
  })

  const shown = virtualizer.getVirtualItems()
  const isNearEnd = keys.length === 0 || shown.at(-1)?.index === keys.length - 1
  useLayoutEffect(() => {
    if (isNearEnd) onNearEnd?.()
  }, [isNearEnd, keys])

  const Rows = isLog ? 'div' : 'ul'
  const Row = isLog ? 'div' : 'li'
  const starts = shown.map(({ start }, i) => start - (shown[i - 1]?.end ?? 0))
  // Rows that scrolling brings in are not news to be read out.
  const live = props.isLive && end.isFollowed ? 'polite' : 'off'
  return (
    <div
      ref={scroller}
      class={`virtual ${props.class}`}
      {...(isLog && { role: 'log', 'aria-label': label, 'aria-live': live, tabIndex: 0 })}
      {...end.events}
    >
      <Rows
        ref={rows}
        class={`virtual-rows ${props.rowsClass}`}
        aria-label={isLog ? undefined : label}
        style={{ paddingBottom: `${virtualizer.getTotalSize() - (shown.at(-1)?.end ?? 0)}px` }}
        onFocusIn={event => {
          const row = event.target instanceof Element ? event.target.closest('[data-index]') : null
          focusedKey.current = keys[Number(row?.getAttribute('data-index') ?? -1)] ?? ''
        }}
        onFocusOut={() => {
          focusedKey.current = ''
        }}
      >
        {shown.map(({ key, index }, i) => (
          <Row
            key={key}
            ref={virtualizer.measureElement}
            data-index={index}
            style={{ marginTop: `${starts[i]}px` }}
            aria-posinset={isLog ? undefined : index + 1}
            aria-setsize={isLog ? undefined : props.setSize}
          >
            {props.row(index)}
          </Row>
        ))}
      </Rows>
      {keys.length === 0 && props.empty}
    </div>
  )
}

/** The rows to have in the page, in order: those in view, as many around them as there is room for, and those near the focus. */
function indexesOf({ startIndex, endIndex, count }: Range, focused: number, spareRows: number): number[] {
  const room = MOST_ROWS - FOCUSED_ROWS - (endIndex - startIndex + 1)
  const spare = Math.max(0, Math.min(spareRows, Math.floor(room / 2)))
  const indexes = new Set<number>()
  for (let i = startIndex - spare; i <= endIndex + spare; i++) indexes.add(i)
  if (focused >= 0) for (let i = focused - 1; i <= focused + 1; i++) indexes.add(i)
  return [...indexes].filter(i => i >= 0 && i < count).sort((a, b) => a - b)
}
