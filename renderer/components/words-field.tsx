import { useLayoutEffect, useRef } from 'preact/hooks'
import { TEXT_LIMIT } from '../../app/contract.ts'
import { words } from '../../app/words.ts'
import { endEditing } from '../actions/turns.ts'
import type { Side } from '../state.ts'

/** The words of a recording or a reply while they are being corrected. Ctrl+Enter and a button keep them, Esc does not. */
export function WordsField({ side, text }: { side: Side; text: string }) {
  const field = useRef<HTMLTextAreaElement>(null)
  useLayoutEffect(() => field.current?.focus(), [])
  const keep = () => void endEditing(field.current?.value ?? text)
  const name = side === 'reply' ? words.turn.reply.toLowerCase() : words.turn.recording
  return (
    <div class="words-field">
      <textarea
        ref={field}
        aria-label={words.turn.words(name)}
        defaultValue={text}
        maxLength={TEXT_LIMIT}
        onKeyDown={event => {
          event.stopPropagation()
          if (event.key === 'Escape') void endEditing(null)
          else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) keep()
        }}
      />
      <div class="buttons">
        <button type="button" class="button button-main" onClick={keep}>
          {words.turn.keepWords}
        </button>
        <button type="button" class="button" onClick={() => void endEditing(null)}>
          {words.turn.leaveWords}
        </button>
      </div>
    </div>
  )
}
