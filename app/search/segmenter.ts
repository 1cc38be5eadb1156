const made = new Map<string, Intl.Segmenter>()

/**
 * Finds the boundaries of sentences, words or visible characters. Created when first needed, because creating one takes longer than loading
 * everything else for searching.
 */
export function segmenter(granularity: 'sentence' | 'word' | 'grapheme'): Intl.Segmenter {
  const one = made.get(granularity) ?? new Intl.Segmenter(undefined, { granularity })
  made.set(granularity, one)
  return one
}
