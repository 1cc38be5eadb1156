/** Title of a conversation in which nothing has been put into words yet. */
export const WORDLESS_TITLE = 'Voice message'
const TITLE_LENGTH = 60
const SNIPPET_LENGTH = 120

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** A title from the first words of a conversation, typed or answered; `WORDLESS_TITLE` when there are none. */
export function titleFrom(words: string): string {
  return beginningOf(words, TITLE_LENGTH) || WORDLESS_TITLE
}

/** The second line of the list, from the newest words; empty when there are none. */
export function snippetFrom(words: string): string {
  return beginningOf(words, SNIPPET_LENGTH)
}

/** At most `length` characters as people count them, on one line, cut between words where the language has spaces. */
function beginningOf(words: string, length: number): string {
  // Ten code units hold nearly any character; what is longer is never seen.
  const line = words
    .slice(0, length * 10)
    .replace(/\s+/gu, ' ')
    .trim()
  const characters = [...graphemes.segment(line)].map(part => part.segment)
  if (characters.length <= length) return line
  const cut = characters.slice(0, length).join('')
  const space = cut.lastIndexOf(' ')
  return `${space > cut.length / 2 ? cut.slice(0, space) : cut}…`
}
