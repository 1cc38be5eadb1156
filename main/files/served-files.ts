import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { windowHeaders } from '../../app/content-security-policy.ts'

/** A file that a window may fetch once, as a download. */
export interface OfferedFile {
  path: string
  /** What the download is called. */
  name: string
  bytes: number
}

/** A file on its way to a window. */
export interface ServedFile {
  headers: Record<string, string>
  bytes: number
  /** Its bytes. When all of them have gone, the offer ends; when the window gives up before, it can be asked again. */
  body: Readable
}

/** How much is read at a time. */
const PIECE_BYTES = 256 * 1024
/** Where the offers are, below the window's own address. */
const FOLDER = '/exports/'

/** Files that main has made for a window, each at an address that nobody can guess and that works until it was fetched once. */
export class ServedFiles {
  readonly #offers = new Map<string, { file: OfferedFile; isUnderWay: boolean; onServed: () => void }>()

  /** Offers a file at `/exports/<id>/<name>`. `onServed` is called once, when all of it has gone. */
  offer(id: string, file: OfferedFile, onServed: () => void): void {
    this.#offers.set(id, { file, isUnderWay: false, onServed })
  }

  /** Takes an offer back. */
  withdraw(id: string): void {
    this.#offers.delete(id)
  }

  /** The file at a URL's path, to be sent now; null when none is offered there, or it is being sent already. */
  open(pathname: string): ServedFile | null {
    const [id = '', name = '', ...rest] = pathname.startsWith(FOLDER) ? pathname.slice(FOLDER.length).split('/') : []
    const offer = this.#offers.get(id)
    if (!offer || offer.isUnderWay || rest.length > 0 || name !== encodeURIComponent(offer.file.name)) return null
    offer.isUnderWay = true
    const body = createReadStream(offer.file.path, { highWaterMark: PIECE_BYTES })
    body.once('close', () => {
      offer.isUnderWay = false
      if (body.readableEnded && this.#offers.delete(id)) offer.onServed()
    })
    return { headers: headersOf(offer.file), bytes: offer.file.bytes, body }
  }
}

/** Headers of a download. Its name is told in both ways of RFC 6266, for the sake of letters outside ASCII. */
function headersOf({ name, bytes }: OfferedFile): Record<string, string> {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return {
    ...windowHeaders,
    'Content-Type': name.endsWith('.wav') ? 'audio/wav' : 'application/zip',
    'Content-Length': String(bytes),
    'Content-Disposition': `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`,
    'Cache-Control': 'no-store',
  }
}
