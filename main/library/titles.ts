import { type Reply, type Turn, WORDLESS_TITLE } from '../../app/conversation.ts'
import { segmenter } from '../../app/search/segmenter.ts'

const TITLE_LENGTH = 60
const SNIPPET_LENGTH = 120
/** How many code units are looked at: enough for a snippet of the longest characters. */
const WORDS_READ = 2000

/** The parts of a turn that can have words. */
type Worded = Pick<Turn, 'text' | 'transcript'> & { reply: Pick<Reply, 'words'> | null }

/** The words that a turn begins with, the user's or else the reply's, as they stand on screen; empty when it has none. */
export function firstWordsOf(turn: Worded): string {
  return turn.text || turn.transcript?.words || turn.reply?.words || ''
}

/** The words that a turn ends with, the reply's or else the user's; empty when it has none. */
export function lastWordsOf(turn: Worded): string {
  return turn.reply?.words || firstWordsOf(turn)
}

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
  const line = words.slice(0, WORDS_READ).replace(/\s+/gu, ' ').trim()
  if (line.length <= length) return line
  const cut = firstCharacters(line, length)
  if (cut === line) return line
  const space = cut.lastIndexOf(' ')
  return `${space > cut.length / 2 ? cut.slice(0, space) : cut}…`
}

function firstCharacters(line: string, count: number): string {
  // Up to here every code unit is one visible character, and most lines hold nothing else.
  if (/^[\u0020-\u02ff]*$/.test(line)) return line.slice(0, count)
  let end = 0
  let characters = 0
  for (const { segment } of segmenter('grapheme').segment(line)) {
    if (++characters > count) break
    end += segment.length
  }
  return line.slice(0, end)
}
