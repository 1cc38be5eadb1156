import { CornerDownLeft, Paperclip } from 'lucide'
import { useRef } from 'preact/hooks'
import { words } from '../../../app/words/words.ts'
import { ask, attachFile } from '../../actions/ask.ts'
import { write } from '../../actions/messages.ts'
import { attachment, message } from '../../state/composing.ts'
import { connection } from '../../state/main.ts'
import { IconButton } from '../controls/icon-button.tsx'

/** The message box. Enter sends, Shift+Enter adds a line, Esc leaves the box so that Space talks again. A sound file can be attached. */
export function Composer() {
  const picker = useRef<HTMLInputElement>(null)
  const attached = attachment.value
  const isSomethingToSend =
    message.value.trim() !== '' || attached.name === 'ready' || (attached.name === 'reading' && !attached.waiting)
  const canSend = connection.value === 'open' && isSomethingToSend
  const send = () => {
    if (canSend) ask()
  }
  return (
    <form
      class="composer"
      onSubmit={event => {
        event.preventDefault()
        send()
      }}
    >
      <IconButton icon={Paperclip} label={words.composer.attach} onClick={() => picker.current?.click()} />
      <input
        ref={picker}
        type="file"
        hidden
        accept=".wav,.mp3,audio/wav,audio/mpeg"
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0]
          // Cleared, so that the same file can be chosen again.
          currentTarget.value = ''
          if (file) void attachFile(file)
        }}
      />
      <textarea
        class="message"
        dir="auto"
        rows={1}
        aria-label={words.composer.box}
        placeholder={words.composer.placeholder}
        value={message.value}
        onInput={event => write(event.currentTarget.value)}
        onKeyDown={event => {
          if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
          event.preventDefault()
          send()
        }}
      />
      <IconButton icon={CornerDownLeft} label={words.composer.send} disabled={!canSend} onClick={send} />
    </form>
  )
}
