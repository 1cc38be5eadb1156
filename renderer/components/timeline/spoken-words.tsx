import { useMemo } from 'preact/hooks'
import { isSearched } from '../../../app/search/search-hit.ts'
import { findMatches } from '../../../app/search/search-matches.ts'
import { words } from '../../../app/words/words.ts'
import type { Side } from '../../state/conversation.ts'
import { sought } from '../../state/search.ts'
import { MarkedText } from './marked-text.tsx'

/** The words of one side of a turn, with search matches marked, and whether the user corrected them. */
export function SpokenWords({ text, side, isEdited = false }: { text: string; side: Side; isEdited?: boolean }) {
  const query = sought.value
  const marks = useMemo(() => (query && isSearched(side, query) ? findMatches(text, query) : []), [text, side, query])
  return (
    <p class="words">
      <MarkedText text={text} marks={marks} />
      {isEdited && <span class="edited">{words.turn.edited}</span>}
    </p>
  )
}
