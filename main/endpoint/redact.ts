/** The longest text taken from a server that is ever shown. */
const SAID_LENGTH = 200
const secretShapes = [/\bBearer\s+\S+/gi, /\bsk-[\w*.-]+/g]

/** Takes a key, plain or encoded, and everything that looks like one, out of a text, then cuts the text to 200 characters. */
export function redact(text: string, key: string | null): string {
  let clean = text
  if (key) {
    const base64 = Buffer.from(key).toString('base64')
    for (const form of [key, JSON.stringify(key).slice(1, -1), encodeURIComponent(key), base64]) {
      clean = clean.replaceAll(form, '[key]')
    }
  }
  for (const shape of secretShapes) clean = clean.replace(shape, '[key]')
  clean = clean.replace(/\s+/g, ' ').trim()
  return clean.length > SAID_LENGTH ? `${clean.slice(0, SAID_LENGTH - 1)}…` : clean
}
