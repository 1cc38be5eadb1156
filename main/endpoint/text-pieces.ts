/** Cuts words into pieces of at most `length` letters: at the end of a sentence where there is one, else between words. */
export function textPieces(words: string, length: number): string[] {
  const pieces: string[] = []
  let rest = words.trim()
  while (rest.length > length) {
    const head = rest.slice(0, length)
    const sentence = /^[\s\S]*[.!?…。！？](?=\s|[\p{L}])/u.exec(head)?.[0].length ?? 0
    const at = sentence || head.lastIndexOf(' ') || length
    const end = at > 0 ? at : length
    pieces.push(rest.slice(0, end).trim())
    rest = rest.slice(end).trim()
  }
  return rest === '' ? pieces : [...pieces, rest]
}
