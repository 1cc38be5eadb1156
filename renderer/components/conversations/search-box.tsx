import type { TargetedKeyboardEvent } from 'preact'
import { SEARCH_TEXT_LIMIT } from '../../../app/limits.ts'
import { words } from '../../../app/words/words.ts'
import { openHit, search, searchAnswered, searchBest } from '../../actions/search.ts'
import { SEARCH_BOX_ID } from '../../keys/keys.ts'
import { found, isTooLittle, searchText } from '../../state/search.ts'
import { phase } from '../../state/talk.ts'

const HELP_ID = 'search-help'

/**
 * The search box. Enter asks for the best matches. A second Enter opens the first of them, or the first hit for the beginning of a word.
 */
export function SearchBox() {
  return (
    <input
      id={SEARCH_BOX_ID}
      class="search"
      type="search"
      aria-label={words.sidebar.search}
      aria-describedby={HELP_ID}
      placeholder={words.sidebar.searchPlaceholder}
      maxLength={SEARCH_TEXT_LIMIT}
      value={searchText.value}
      onInput={event => search(event.currentTarget.value)}
      onKeyDown={onKeyDown}
    />
  )
}

/** What can be typed in the box, shown while it is empty. */
export function SearchHelp() {
  return (
    <div class="search-help-place">
      <p class="search-help" id={HELP_ID}>
        {words.search.help}
        {words.search.filters.map(filter => (
          <span key={filter}>
            {' '}
            <code>{filter}</code>
          </span>
        ))}
      </p>
    </div>
  )
}

/** Why the list below does not show hits although something was typed. */
export function SearchNote() {
  return (
    <p class="search-note" aria-live="polite">
      {isTooLittle.value && words.search.tooLittle}
    </p>
  )
}

function onKeyDown(event: TargetedKeyboardEvent<HTMLInputElement>): void {
  if (event.isComposing || !act(event.key)) return
  // Prevents both what the browser does with the key and what it means elsewhere in the window.
  event.preventDefault()
}

function act(key: string): boolean {
  switch (key) {
    case 'Enter': {
      const first = found.value?.hits[0]
      if (!searchBest() && first) void openHit(first, first.kind === 'turn' ? first.parts[0]?.side : undefined)
      return true
    }
    case 'ArrowDown':
      // A list that is about to change would lose the focus.
      void searchAnswered().then(() => requestAnimationFrame(focusFirstItem))
      return true
    case 'Escape':
      // A recording or reply is stopped first.
      if (searchText.value === '' || phase.value !== 'idle') return false
      search('')
      return true
    default:
      return false
  }
}

/** Moves the focus from the box into the list below it, of hits or conversations, if it is not empty. */
function focusFirstItem(): void {
  document.querySelector<HTMLElement>('.sidebar :is(.hit-open, .conversation-item)')?.focus()
}
