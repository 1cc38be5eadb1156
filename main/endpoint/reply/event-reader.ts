/** One event of a stream: its name, empty for the usual ones, and its data. */
export interface StreamedEvent {
  name: string
  data: string
}

const LINE_FEED = 0x0a
const CARRIAGE_RETURN = 0x0d

/**
 * Cuts the bytes of an event stream into its events (WHATWG HTML, "Server-sent events"): lines of any end, comments and fields
 * that mean nothing here passed over. A line is decoded when it is whole, so that no letter is cut in two, and looked through
 * once, however many pieces it comes in and however long it is.
 */
export class EventReader {
  #line: Uint8Array[] = []
  #endsWithReturn = false
  #isFirstLine = true
  #name = ''
  #data: string[] = []

  /** The event that the stream ended in the middle of; null when there is none. It may be cut off. */
  end(): StreamedEvent | null {
    for (const _event of this.#endLine());
    return this.#data.length > 0 ? this.#take() : null
  }

  /** Takes the next bytes and yields the events that are whole by now. */
  *push(bytes: Uint8Array): Generator<StreamedEvent> {
    let from = 0
    for (let at = 0; at < bytes.byteLength; at++) {
      const byte = bytes[at]
      if (byte !== LINE_FEED && byte !== CARRIAGE_RETURN) {
        this.#endsWithReturn = false
        continue
      }
      const isSecondHalf = byte === LINE_FEED && this.#endsWithReturn
      this.#endsWithReturn = byte === CARRIAGE_RETURN
      if (!isSecondHalf) {
        this.#line.push(bytes.subarray(from, at))
        yield* this.#endLine()
      }
      from = at + 1
    }
    if (from < bytes.byteLength) this.#line.push(bytes.subarray(from))
  }

  *#endLine(): Generator<StreamedEvent> {
    const line = Buffer.concat(this.#line).toString()
    this.#line = []
    const text = this.#isFirstLine ? line.replace(/^\ufeff/, '') : line
    this.#isFirstLine = false
    if (text === '') {
      if (this.#data.length > 0) yield this.#take()
      this.#name = ''
      return
    }
    const colon = text.indexOf(':')
    const field = colon < 0 ? text : text.slice(0, colon)
    const value = colon < 0 ? '' : text.slice(text[colon + 1] === ' ' ? colon + 2 : colon + 1)
    if (field === 'data') this.#data.push(value)
    if (field === 'event') this.#name = value
  }

  #take(): StreamedEvent {
    const event = { name: this.#name, data: this.#data.join('\n') }
    this.#name = ''
    this.#data = []
    return event
  }
}
