/** The last of several sentences, after a full stop of one script or another. */
const last = /(?: \p{Lu}[^.]*\.|(?<=。)[^。]*。)$/u

/** Some sentences one after the other, with a space between them where their script has one. */
export function inOneLine(sentences: readonly string[]): string {
  return sentences.reduce((text, next) => text + (text === '' || text.endsWith('。') ? '' : ' ') + next, '')
}

/** A text without its last sentence; as it is when that is its only one. */
export function withoutLastSentence(text: string): string {
  return text.replace(last, '')
}
