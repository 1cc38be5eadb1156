import type { Model } from './models.ts'
import { shutdownAt } from './shutdowns.ts'

/** Models by their use here: first those that hear and speak, last those that do neither and those that are shut down. */
export function byUse(models: readonly Model[], now: number): Model[] {
  const order = new Intl.Collator('en')
  return models.toSorted((a, b) => rank(a, now) - rank(b, now) || order.compare(a.id, b.id))
}

function rank({ hears, speaks, shutdownDate }: Model, now: number): number {
  if (shutdownDate !== null && shutdownAt(shutdownDate, now) === 'past') return Number.MAX_SAFE_INTEGER
  const of = (can: boolean | null) => (can === null ? 1 : can ? 0 : 2)
  return of(speaks) * 3 + of(hears)
}

/** Models whose names have all of the words in them, in any order; all of them when there are none. */
export function modelsNamed(models: readonly Model[], typed: string): readonly Model[] {
  const wanted = typed
    .toLowerCase()
    .split(/\s+/)
    .filter(word => word !== '')
  return wanted.length === 0 ? models : models.filter(({ id }) => wanted.every(word => id.toLowerCase().includes(word)))
}
