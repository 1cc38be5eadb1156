/** Characters that Markdown interprets anywhere; `_` and `#` only at the edge of a word, `&` before an entity. */
const SPECIAL = /[\\`*[\]<>~|]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|(?<=^|\s)#|&(?=#?\w+;)/gmu
/** What makes a line a list item, a rule or a heading: its sign, after the number if there is one. */
const LINE_START = /^(\d{1,9}(?=[.)](?:\s|$)))?((?<=\d)[.)]|[-+](?=[\s:-]|$)|=(?==*$)|:(?=-))/gmu

/**
 * Words as Markdown (CommonMark, GitHub's tables and strikethrough) that is shown as exactly these words: nothing in them becomes a
 * heading, list, link or tag. Line breaks and empty lines stay; spaces at the ends of lines do not.
 */
export function escapeMarkdown(words: string): string {
  const lines = words.split(/\r\n|[\r\n\u2028\u2029]/u).map(line => line.trim())
  const text = lines
    .join('\n')
    .trim()
    .replace(/\n{3,}/g, '\n\n')
  return text
    .replace(SPECIAL, String.raw`\$&`)
    .replace(LINE_START, String.raw`$1\$2`)
    .replace(/(?<!\n)\n(?!\n)/g, '  \n')
}

/** A link to a file by its path relative to the Markdown file, whatever its name contains. */
export function linkTo(label: string, path: string): string {
  const names = path.toWellFormed().split('/').map(encodeURIComponent)
  return `[${escapeMarkdown(label)}](${names.join('/').replaceAll('(', '%28').replaceAll(')', '%29')})`
}
