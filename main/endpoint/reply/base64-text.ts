/** All that base64 is written with, in both of its alphabets (RFC 4648, 4 and 5), and its padding. */
const foreign = /[^A-Za-z0-9+/_=-]/g
/** A data URL's head, which some servers send with the first piece. */
const dataUrl = /^data:[^,]{0,100},/

/**
 * Decodes base64 that comes in pieces, each of which is usually whole by itself: padding may stand inside of a piece, be left
 * out, or come between pieces, and what belongs to no alphabet is passed over. Where a piece cannot be whole, because a letter
 * is left over or says more than bytes do, the server cuts the text and not the bytes: then letters are carried to the next.
 */
export class Base64Text {
  #carried = ''
  #isCutAnywhere = false

  /** The bytes of the next piece of text, with those that a piece before had begun. */
  push(text: string): Buffer {
    if (isPlain(text) && this.#carried === '') return Buffer.from(text, 'base64')
    const clean = text.replace(dataUrl, '').replace(foreign, '')
    const [first = '', ...others] = (this.#carried + clean).split(/=+/)
    this.#carried = ''
    const last = others.pop()
    const ended = last === undefined ? [] : [first, ...others]
    return Buffer.concat([...ended.map(part => Buffer.from(part, 'base64')), this.#open(last ?? first)])
  }

  /** The bytes of a text that nothing has ended yet. */
  #open(text: string): Buffer {
    const over = text.length % 4
    if (over !== 0 && cannotEnd(text, over)) this.#isCutAnywhere = true
    const whole = this.#isCutAnywhere ? text.length - over : text.length
    this.#carried = text.slice(whole)
    return Buffer.from(text.slice(0, whole), 'base64')
  }
}

/** What nearly every piece is: four letters for each three bytes, padding at the end alone. */
function isPlain(text: string): boolean {
  if (text.length % 4 !== 0 || text.startsWith('data:')) return false
  const padding = text.indexOf('=')
  return (padding < 0 || padding >= text.length - 2) && text.search(foreign) < 0
}

/** One letter over is less than a byte; of two or three, the last has bits that no byte takes: they are zero in whole text. */
function cannotEnd(text: string, over: number): boolean {
  if (over === 1) return true
  const bits = Buffer.from(`AAA${text.at(-1)}`, 'base64')[2] ?? 0
  return (bits & (over === 2 ? 0b1111 : 0b11)) !== 0
}
