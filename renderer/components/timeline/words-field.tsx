import { useLayoutEffect, useRef } from 'preact/hooks'
import { TEXT_LIMIT } from '../../../app/limits.ts'
import { words } from '../../../app/words/words.ts'
import { endEditing, noteEdit } from '../../actions/turns.ts'
import { editKey, edits, type Side } from '../../state/conversation.ts'

/**
 * The words of a recording or a reply while they are being corrected. Ctrl+Enter and a button save them, Esc does not. Typed text is kept
 * while the turn is scrolled out of view, and shown again without taking the focus.
 */
export function WordsField({ turnId, side, text }: { turnId: string; side: Side; text: string }) {
  const field = useRef<HTMLTextAreaElement>(null)
  const typed = edits.value.get(editKey(turnId, side)) ?? null
  useLayoutEffect(() => {
    if (typed === null) field.current?.focus()
    const box = field.current?.parentElement
    return () => giveFocusBack(box)
  }, [])
  const end = (kept: string | null) => void endEditing(turnId, side, kept)
  const keep = () => end(field.current?.value ?? text)
  const note = () => noteEdit(turnId, side, field.current?.value ?? text)
  return (
    <div class="words-field">
      <textarea
        ref={field}
        aria-label={words.turn.words(side)}
        defaultValue={typed ?? text}
        maxLength={TEXT_LIMIT}
        onFocus={note}
        onInput={note}
        onKeyDown={event => {
          event.stopPropagation()
          if (event.key === 'Escape') end(null)
          else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) keep()
        }}
      />
      <div class="buttons">
        <button type="button" class="button button-main" onClick={keep}>
          {words.turn.keepWords}
        </button>
        <button type="button" class="button" onClick={() => end(null)}>
          {words.turn.leaveWords}
        </button>
      </div>
    </div>
  )
}

/** When the focused field disappears, focuses the menu from which it was opened. */
function giveFocusBack(box: Element | null | undefined): void {
  if (!box?.contains(document.activeElement)) return
  const menu = box.closest('.turn')?.querySelector<HTMLElement>('.turn-menu')
  requestAnimationFrame(() => {
    if (document.activeElement === document.body) menu?.focus()
  })
}
