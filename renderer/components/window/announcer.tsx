import { announcement } from '../../state/window.ts'

/** Tells screen readers about changes that nothing else announces. */
export function Announcer() {
  return (
    <p class="unseen" aria-live="polite">
      {announcement.value}
    </p>
  )
}
