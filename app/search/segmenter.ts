const made = new Map<string, Intl.Segmenter>()

/**
 * Finds where sentences, words, or characters as people see them, begin and end. Made when it is first needed: making one takes longer than loading
 * everything that is about searching.
 */
export function segmenter(granularity: 'sentence' | 'word' | 'grapheme'): Intl.Segmenter {
  const one = made.get(granularity) ?? new Intl.Segmenter(undefined, { granularity })
  made.set(granularity, one)
  return one
}
