import { useMemo } from 'preact/hooks'
import { isSearched } from '../../app/search-hit.ts'
import { findMatches } from '../../app/search-matches.ts'
import { type Side, sought } from '../state.ts'
import { MarkedText } from './marked-text.tsx'

/** Words of one side of a turn, with what is searched for marked. */
export function SpokenWords({ text, side }: { text: string; side: Side }) {
  const query = sought.value
  const marks = useMemo(() => (query && isSearched(side, query) ? findMatches(text, query) : []), [text, side, query])
  return (
    <p class="words">
      <MarkedText text={text} marks={marks} />
    </p>
  )
}
