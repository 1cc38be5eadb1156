import { Ellipsis, type IconNode } from 'lucide'
import { useState } from 'preact/hooks'
import { Icon } from './icon.tsx'
import { Menu, type MenuItem, type MenuPlace } from './menu.tsx'

interface MenuOptions {
  label: string
  detail?: () => string
  items: () => readonly MenuItem[]
  class?: string
  /** Shown instead of three dots, with the label beside it. */
  icon?: IconNode
}

/**
 * A menu that is opened by `button`, by the arrow keys on it, and by a right click or the menu key on any element with `onContextMenu`.
 * `detail` and `items` are asked for when it opens.
 */
export function useMenu(options: MenuOptions) {
  const [opened, setOpened] = useState<{ place: MenuPlace; items: readonly MenuItem[] } | null>(null)
  const open = (place: MenuPlace) => setOpened({ place, items: options.items() })
  const button = (
    <button
      type="button"
      class={options.icon ? 'button' : `icon-button ${options.class ?? ''}`}
      aria-label={options.label}
      title={options.icon ? undefined : options.label}
      aria-haspopup="menu"
      aria-expanded={opened !== null}
      onClick={({ currentTarget }) => open(() => currentTarget.getBoundingClientRect())}
      onKeyDown={event => {
        if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
        event.preventDefault()
        event.stopPropagation()
        const { currentTarget } = event
        open(() => currentTarget.getBoundingClientRect())
      }}
    >
      <Icon of={options.icon ?? Ellipsis} />
      {options.icon && options.label}
    </button>
  )
  const menu = opened && (
    <Menu
      label={options.label}
      detail={options.detail?.()}
      items={opened.items}
      place={opened.place}
      onClose={() => setOpened(null)}
    />
  )
  const onContextMenu = (event: MouseEvent & { currentTarget: Element }) => {
    event.preventDefault()
    // The menu key has no pointer position.
    const isAtPointer = event.clientX !== 0 || event.clientY !== 0
    const { clientX: x, clientY: y, currentTarget } = event
    open(() => (isAtPointer ? { left: x, right: x, top: y, bottom: y } : currentTarget.getBoundingClientRect()))
  }
  return { button, menu, onContextMenu, isOpen: opened !== null }
}

/** A button that opens a menu, named by `label`. */
export function MenuButton(props: MenuOptions) {
  const { button, menu } = useMenu(props)
  return (
    <>
      {button}
      {menu}
    </>
  )
}
