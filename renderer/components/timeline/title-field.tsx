import { useLayoutEffect, useRef } from 'preact/hooks'
import { TITLE_LIMIT } from '../../../app/limits.ts'
import { words } from '../../../app/words/words.ts'
import { endRenaming } from '../../actions/conversations.ts'

/** The places where a title can be. */
const PLACES = '.conversation-row, .header'
/** What is focused afterwards: the conversation in its list, or the button that renames it. */
const AFTERWARDS = '.conversation-item, .heading button'

/** A conversation's title while it is edited in place. Enter and leaving the field save it, Esc does not. */
export function TitleField({ title }: { title: string }) {
  const field = useRef<HTMLInputElement>(null)
  const isDone = useRef(false)
  useLayoutEffect(() => field.current?.select(), [])
  const end = (typed: string | null) => {
    // A key that ends editing also makes the field lose the focus.
    if (isDone.current) return
    isDone.current = true
    const place = field.current?.closest(PLACES)
    void endRenaming(typed === title ? null : typed)
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) place?.querySelector<HTMLElement>(AFTERWARDS)?.focus()
    })
  }
  return (
    <input
      ref={field}
      class="title-field"
      dir="auto"
      aria-label={words.conversation.titleField}
      placeholder={words.conversation.titleHint}
      defaultValue={title}
      maxLength={TITLE_LIMIT}
      onBlur={event => end(event.currentTarget.value)}
      onKeyDown={event => {
        event.stopPropagation()
        if (event.isComposing) return
        if (event.key === 'Enter') end(event.currentTarget.value)
        else if (event.key === 'Escape') end(null)
      }}
    />
  )
}
