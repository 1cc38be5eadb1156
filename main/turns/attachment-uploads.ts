import type { Attachment } from '../../app/contract/question-requests.ts'
import { failWith } from '../../app/errors.ts'
import { ATTACHMENT_BYTES_LIMIT } from '../../app/limits.ts'
import { type ReadAttachment, readAttachment } from './attachments.ts'

/** A file that a window attached: on its way, being converted, or ready to be sent. */
type Upload = { windowId: string; fileName: string } & (
  | { name: 'coming'; pieces: Uint8Array[]; bytes: number }
  | { name: 'reading'; attachment: Promise<Attachment>; controller: AbortController }
  | { name: 'read'; sound: ReadAttachment }
)

/** Files one window may have attached and neither sent nor dropped. */
const UPLOADS_PER_WINDOW = 4

/** Attached files that do not belong to a turn yet. They are kept in memory, and only as long as their window is open. */
export class AttachmentUploads {
  readonly #uploads = new Map<string, Upload>()

  /** Adds a piece; the first makes the upload. Throws bad_input for a piece out of order, not_found, attachment_too_large. */
  append(piece: { attachmentId: string; name: string; offset: number; bytes: Uint8Array }, windowId: string): void {
    const { attachmentId, name, offset, bytes } = piece
    if (offset === 0 && !this.#uploads.has(attachmentId)) this.#begin(attachmentId, name, windowId)
    const upload = this.#ofWindow(attachmentId, windowId)
    if (upload.name !== 'coming' || offset !== upload.bytes) {
      throw failWith('bad_input', { what: { name: 'out_of_order' } })
    }
    if (offset + bytes.byteLength > ATTACHMENT_BYTES_LIMIT) {
      this.#uploads.delete(attachmentId)
      const limitBytes = ATTACHMENT_BYTES_LIMIT
      throw failWith('attachment_too_large', { name: upload.fileName, bytes: null, limitBytes })
    }
    // A copy, because a piece may be a view into a larger message.
    upload.pieces.push(bytes.slice())
    upload.bytes += bytes.byteLength
  }

  /** Reads and converts the whole file. Throws attachment_*, after which the file is dropped; cancelled when it was dropped meanwhile. */
  async finish(attachmentId: string, windowId: string): Promise<Attachment> {
    const upload = this.#ofWindow(attachmentId, windowId)
    if (upload.name === 'read') return attachmentOf(attachmentId, upload)
    if (upload.name === 'reading') return upload.attachment
    const { fileName, pieces } = upload
    const controller = new AbortController()
    const file = { windowId, fileName, bytes: Buffer.concat(pieces) }
    const attachment = this.#convert(attachmentId, file, controller.signal)
    this.#uploads.set(attachmentId, { name: 'reading', windowId, fileName, attachment, controller })
    return attachment
  }

  /** The sound of a file that was read, for a turn. It stays until it is dropped. Throws not_found. */
  read(attachmentId: string, windowId: string): { fileName: string; sound: ReadAttachment } {
    const upload = this.#ofWindow(attachmentId, windowId)
    if (upload.name !== 'read') throw failWith('bad_input', { what: { name: 'not_whole_yet' } })
    return upload
  }

  /** Forgets a file. Forgetting one that is not there is fine. */
  drop(attachmentId: string, windowId: string): void {
    const upload = this.#uploads.get(attachmentId)
    if (upload?.windowId === windowId) this.#forget(attachmentId, upload)
  }

  /** Forgets every file of a window that went away. */
  windowClosed(windowId: string): void {
    for (const [id, upload] of this.#uploads) if (upload.windowId === windowId) this.#forget(id, upload)
  }

  async #convert(
    attachmentId: string,
    { windowId, fileName, bytes }: { windowId: string; fileName: string; bytes: Uint8Array },
    signal: AbortSignal,
  ): Promise<Attachment> {
    try {
      const sound = await readAttachment(fileName, bytes, signal)
      signal.throwIfAborted()
      const read = { name: 'read', windowId, fileName, sound } as const
      this.#uploads.set(attachmentId, read)
      return attachmentOf(attachmentId, read)
    } catch (error) {
      if (!signal.aborted) this.#uploads.delete(attachmentId)
      throw error
    }
  }

  #forget(attachmentId: string, upload: Upload): void {
    this.#uploads.delete(attachmentId)
    if (upload.name === 'reading') upload.controller.abort(failWith('cancelled'))
  }

  #begin(attachmentId: string, fileName: string, windowId: string): void {
    const held = [...this.#uploads.values()].filter(upload => upload.windowId === windowId).length
    if (held >= UPLOADS_PER_WINDOW) throw failWith('bad_input', { what: { name: 'full_at_once' } })
    this.#uploads.set(attachmentId, { name: 'coming', windowId, fileName, pieces: [], bytes: 0 })
  }

  #ofWindow(attachmentId: string, windowId: string): Upload {
    const upload = this.#uploads.get(attachmentId)
    if (upload?.windowId !== windowId) throw failWith('not_found', { what: 'attachment' })
    return upload
  }
}

function attachmentOf(id: string, { fileName, sound }: Extract<Upload, { name: 'read' }>): Attachment {
  const { format, bytes, durationMs, peaks } = sound
  return { id, name: fileName, sound: { file: '', format, bytes: bytes.byteLength, durationMs, checksum: '', peaks } }
}
