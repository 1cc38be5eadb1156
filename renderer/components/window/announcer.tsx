import { announcement } from '../../state/window.ts'

/** Says to screen readers what has changed where nobody else says it. */
export function Announcer() {
  return (
    <p class="unseen" aria-live="polite">
      {announcement.value}
    </p>
  )
}
