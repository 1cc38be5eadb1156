import { useState } from 'preact/hooks'
import { waitingWords } from '../../../app/words/waiting-words.ts'
import { allowNotifications } from '../../actions/outbox.ts'

/** Lets the system announce late replies. Shown until the user has decided about it. */
export function NotifyButton() {
  const [isOpen, setIsOpen] = useState('Notification' in window && Notification.permission === 'default')
  if (!isOpen) return null
  return (
    <button type="button" class="button" onClick={() => void allowNotifications().then(() => setIsOpen(false))}>
      {waitingWords.notify}
    </button>
  )
}
