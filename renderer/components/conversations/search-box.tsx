import type { TargetedKeyboardEvent } from 'preact'
import { SEARCH_TEXT_LIMIT } from '../../../app/limits.ts'
import { words } from '../../../app/words/words.ts'
import { openHit, search, searchAnswered, searchBest } from '../../actions/search.ts'
import { SEARCH_BOX_ID } from '../../keys/keys.ts'
import { found, isTooLittle, searchText } from '../../state/search.ts'
import { phase } from '../../state/talk.ts'

const HELP_ID = 'search-help'

/** Where one types what is looked for. Enter asks for the best matches, and once more opens the first of them, or of what the beginning of a word has found. */
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

/** What can be typed there, shown while nothing is. */
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

/** Why the list below is not one of hits, though something was typed. */
export function SearchNote() {
  return (
    <p class="search-note" aria-live="polite">
      {isTooLittle.value && words.search.tooLittle}
    </p>
  )
}

function onKeyDown(event: TargetedKeyboardEvent<HTMLInputElement>): void {
  if (event.isComposing || !act(event.key)) return
  // Neither the browser's own doing nor what the key means elsewhere in the window.
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
      // A list that is about to be another one takes the focus with it.
      void searchAnswered().then(() => requestAnimationFrame(focusFirstItem))
      return true
    case 'Escape':
      // What is recorded or spoken stops first.
      if (searchText.value === '' || phase.value !== 'idle') return false
      search('')
      return true
    default:
      return false
  }
}

/** Moves the focus from the box into the list below it, of hits or of conversations, if there is anything in it. */
function focusFirstItem(): void {
  document.querySelector<HTMLElement>('.sidebar :is(.hit-open, .conversation-item)')?.focus()
}
