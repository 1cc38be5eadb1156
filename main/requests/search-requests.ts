import type { Api } from '../../app/contract.ts'
import { parseQuery } from '../../app/search/search-query.ts'
import type { Library } from '../library/library.ts'

/** The requests that find what was said. */
type SearchRequests = Pick<Api, 'searchTurns'>

/** Answers what the window searches for. Ordered by time the last word counts from its beginning: it is still being typed. */
export function searchRequests(library: Library): SearchRequests {
  return {
    searchTurns: async ({ text, order, before, limit }) => {
      const query = parseQuery(text, { asYouType: order === 'recency' })
      return { ...library.search(query, { order, before, limit }), complaint: query.complaint }
    },
  }
}
