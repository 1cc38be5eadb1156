import { computed, signal } from '@preact/signals'
import type { Output } from '../../app/contract.ts'
import type { SearchOrder } from '../../app/search/search-hit.ts'
import { parseQuery, saysEnough } from '../../app/search/search-query.ts'

/** What stands in the search box. */
export const searchText = signal('')
/** Whether the newest are to be found, while it is typed, or the best. */
export const searchOrder = signal<SearchOrder>('recency')
/** What is searched for, and marked wherever it is shown; null while that is nothing, or would find nearly everything. */
export const sought = computed(() => {
  const query = parseQuery(searchText.value, { asYouType: searchOrder.value === 'recency' })
  return saysEnough(query) || query.complaint !== null ? query : null
})
/** Whether something is typed that cannot be searched for. */
export const isTooLittle = computed(() => searchText.value.trim() !== '' && sought.value === null)
/** What was found so far, for what and in which order, and where the next of it comes after. */
export type Found = Output<'searchTurns'> & { text: string; order: SearchOrder }
/** What was found last; null before the first answer. It stays until what is typed meanwhile is answered. */
export const found = signal<Found | null>(null)
