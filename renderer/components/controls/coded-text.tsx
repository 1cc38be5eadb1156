/** Text in which everything between backticks is to be typed as it is. */
export function CodedText({ text }: { text: string }) {
  return text.split('`').map((piece, index) => (index % 2 === 1 ? <code key={piece}>{piece}</code> : piece))
}
