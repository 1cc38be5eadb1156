import { costOf, type KnownPrice } from '../../app/cost/prices.ts'
import type { CheckupPrice } from '../../app/profiles/doctor.ts'
import { followUpSize, questionSize } from './questions.ts'

/** What the two questions of a checkup are likely to cost with their answers. */
export function priceOfCheckup({ known, isFree }: { known: KnownPrice | null; isFree: boolean }): CheckupPrice {
  if (isFree) return { isFree, usd: 0 }
  const costs = [questionSize, followUpSize].map(size => costOf(null, known, size))
  return { isFree, usd: costs.reduce<number | null>((sum, cost) => (cost && sum !== null ? sum + cost.usd : null), 0) }
}
