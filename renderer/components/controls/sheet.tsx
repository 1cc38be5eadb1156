import { X } from 'lucide'
import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { closeSheet } from '../../actions/settings.ts'
import { IconButton } from './icon-button.tsx'

/** A dialog above the window. Esc, its button and a click outside close it; the focus then goes back to where it was. */
export function Sheet(props: { title: string; closeLabel: string; class?: string; children: ComponentChildren }) {
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const shown = dialog.current
    shown?.showModal()
    return () => shown?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      class={`sheet ${props.class ?? ''}`}
      aria-label={props.title}
      onCancel={event => {
        event.preventDefault()
        closeSheet()
      }}
      onPointerDown={event => {
        if (event.target === event.currentTarget) closeSheet()
      }}
    >
      <div class="sheet-box">
        <header class="sheet-header">
          <h2>{props.title}</h2>
          <IconButton icon={X} label={props.closeLabel} onClick={closeSheet} />
        </header>
        {props.children}
      </div>
    </dialog>
  )
}
