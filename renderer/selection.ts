/** Which rows of a list are chosen. */
export interface Selection {
  ids: ReadonlySet<string>
  /** The row that a range begins at; null before there is one. */
  anchor: string | null
  /** What was chosen when it began, and stays whatever becomes of the range. */
  base: ReadonlySet<string>
}

/** Nothing is chosen yet. `anchor` is where a range would begin. */
export function emptySelection(anchor: string | null = null): Selection {
  return { ids: new Set(), anchor, base: new Set() }
}

/** Chooses a row, or no longer. The next range begins there. */
export function toggled({ ids }: Selection, id: string): Selection {
  const others = new Set(ids)
  if (!others.delete(id)) others.add(id)
  return { ids: others, anchor: id, base: others }
}

/**
 * Chooses all rows from the anchor to `id` in the order they are listed in, in place of the last range that began there; that
 * row alone when there is no anchor, or none of these rows is it.
 */
export function extended(selection: Selection, id: string, order: readonly string[]): Selection {
  const { ids, anchor, base } = selection
  const to = order.indexOf(id)
  const from = anchor === null ? -1 : order.indexOf(anchor)
  if (to < 0) return selection
  if (from < 0) return { ids: new Set([...ids, id]), anchor: id, base: ids }
  const range = order.slice(Math.min(from, to), Math.max(from, to) + 1)
  return { ids: new Set([...base, ...range]), anchor, base }
}

/** Goes on without rows that are listed no more. */
export function without({ ids, anchor, base }: Selection, gone: ReadonlySet<string>): Selection {
  const rest = (all: ReadonlySet<string>) => new Set([...all].filter(id => !gone.has(id)))
  return { ids: rest(ids), anchor: anchor !== null && gone.has(anchor) ? null : anchor, base: rest(base) }
}
