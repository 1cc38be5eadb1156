import type { IconNode } from 'lucide'
import { useId, useLayoutEffect, useRef } from 'preact/hooks'
import { CodedText } from './coded-text.tsx'
import { Icon } from './icon.tsx'

/** An item of a menu. */
export interface MenuItem {
  label: string
  /** A second line of text below its label. */
  detail?: string
  icon: IconNode
  /** The shortcut that does the same. */
  shortcut?: string
  disabled?: boolean
  /** Whether it is checked: as one of several, or by itself. */
  chosen?: { among: 'others' | 'itself'; isChosen: boolean }
  /** Whether the menu stays open after it. */
  staysOpen?: boolean
  act: () => void
}

/** Where a menu opens: beside a button, which may move, or where the pointer was. */
export type MenuPlace = () => Pick<DOMRect, 'left' | 'right' | 'top' | 'bottom'>

/** Pixels between a menu and the element it must not touch. */
const GAP = 4
/** Pixels between a menu and the edge of the window. */
const EDGE = 8

/**
 * A menu above everything else. The arrow keys, Home, End and first letters move in it; Esc, Tab and a press outside close it. The focus
 * goes back to where it was before the chosen item's action runs.
 */
export function Menu(props: {
  label: string
  /** Text above the items. */
  detail?: string | undefined
  items: readonly MenuItem[]
  place: MenuPlace
  onClose: () => void
}) {
  const { label, detail, items, place, onClose } = props
  const box = useRef<HTMLDivElement>(null)
  const opener = useRef<Element | null>(null)
  const detailId = useId()
  const entries = () => [...(box.current?.querySelectorAll<HTMLElement>('[role^=menuitem]') ?? [])]

  const settle = () => {
    const menu = box.current
    if (!menu) return
    const { left, right, top, bottom } = place()
    const { width, height } = menu.getBoundingClientRect()
    const fitting = left + width + EDGE <= innerWidth ? left : Math.min(right, innerWidth - EDGE) - width
    const isBelow = bottom + GAP + height <= innerHeight
    menu.style.left = `${Math.max(EDGE, fitting)}px`
    menu.style.top = `${Math.max(GAP, isBelow ? bottom + GAP : top - GAP - height)}px`
  }
  useLayoutEffect(() => {
    opener.current = document.activeElement
    box.current?.showPopover()
    settle()
    const chosen = box.current?.querySelector<HTMLElement>('[aria-checked=true]')
    const first = chosen ?? entries()[0]
    first?.focus()
    const listening = new AbortController()
    const { signal } = listening
    const onPointerDown = ({ target }: PointerEvent) => {
      if (target instanceof Node && !box.current?.contains(target)) onClose()
    }
    addEventListener('pointerdown', onPointerDown, { signal, capture: true })
    addEventListener('resize', settle, { signal })
    return () => listening.abort()
  }, [])

  const close = () => {
    if (opener.current instanceof HTMLElement) opener.current.focus()
    onClose()
  }
  const take = (item: MenuItem) => {
    if (item.disabled) return
    if (!item.staysOpen) close()
    item.act()
  }
  const move = (event: KeyboardEvent) => {
    // No key pressed here is for the window: Space would start a recording.
    event.stopPropagation()
    const meant = items.find(({ shortcut }) => shortcut === event.key)
    if (meant) {
      event.preventDefault()
      take(meant)
      return
    }
    const all = entries()
    const at = all.findIndex(entry => entry.matches(':focus'))
    const next = nextEntry(event.key, at, all)
    if (event.key === 'Escape' || event.key === 'Tab') close()
    else next?.focus()
    if (next || event.key === 'Escape') event.preventDefault()
  }
  return (
    <div ref={box} class="menu" popover="manual">
      {detail && (
        <p id={detailId} class="menu-detail">
          {detail}
        </p>
      )}
      <div
        role="menu"
        tabIndex={-1}
        aria-label={label}
        aria-describedby={detail ? detailId : undefined}
        onKeyDown={move}
      >
        {items.map(item => (
          <button
            type="button"
            key={item.label}
            {...roleOf(item)}
            class="menu-item"
            tabIndex={-1}
            aria-disabled={item.disabled ? true : undefined}
            aria-keyshortcuts={item.shortcut}
            onPointerMove={({ currentTarget }) => currentTarget.focus()}
            onClick={() => take(item)}
          >
            <Icon of={item.icon} />
            <span class="menu-label">
              {item.label}
              {item.detail && (
                <span class="menu-hint">
                  <CodedText text={item.detail} />
                </span>
              )}
            </span>
            {item.shortcut && (
              <span class="menu-shortcut" aria-hidden="true">
                {item.shortcut}
              </span>
            )}
          </button>
        ))}
      </div>
    </div>
  )
}

function roleOf({ chosen }: MenuItem) {
  if (!chosen) return { role: 'menuitem' } as const
  const role = chosen.among === 'others' ? 'menuitemradio' : 'menuitemcheckbox'
  return { role, 'aria-checked': chosen.isChosen } as const
}

function nextEntry(key: string, at: number, all: readonly HTMLElement[]): HTMLElement | undefined {
  switch (key) {
    case 'ArrowDown':
      return all[(at + 1) % all.length]
    case 'ArrowUp':
      return all.at(at <= 0 ? -1 : at - 1)
    case 'Home':
      return all[0]
    case 'End':
      return all.at(-1)
    default: {
      if (key.length !== 1 || key === ' ') return undefined
      const begins = (entry: HTMLElement) =>
        entry.textContent?.trim().toLocaleLowerCase().startsWith(key.toLocaleLowerCase())
      return [...all.slice(at + 1), ...all.slice(0, at + 1)].find(begins)
    }
  }
}
