import { ATTACHMENT_BYTES_LIMIT, MESSAGE_BYTES_LIMIT } from '../../app/contract.ts'
import { failWith } from '../../app/errors.ts'
import { formatBytes } from '../../app/format.ts'
import { main } from '../main-process.ts'
import { attachment, conversationId, place } from '../state.ts'
import { attempt } from './attempt.ts'
import { takeTurn } from './records.ts'
import { expectReply } from './talk.ts'

/** Half a message, so that the bar moves on large files. */
const PIECE_BYTES = MESSAGE_BYTES_LIMIT / 2
let readingId: string | null = null

/** Asks with typed words and the attached file. Returns whether there was something to ask. */
export function ask(text: string): boolean {
  const attached = attachment.value
  if (attached.name === 'reading') return false
  const attachmentId = attached.name === 'ready' ? attached.attachment.id : null
  if (text.trim() === '' && attachmentId === null) return false
  const turnId = crypto.randomUUID()
  place.value = 'conversation'
  attachment.value = { name: 'none' }
  const question = { turnId, conversationId: conversationId.value, text: text.trim(), attachmentId }
  void expectReply(turnId, async () => takeTurn(await main.askTyped(question)))
  return true
}

/** Brings a sound file to main, which reads and converts it. A newer one replaces it. */
export async function attachFile(file: File): Promise<void> {
  dropAttachment()
  const attachmentId = crypto.randomUUID()
  readingId = attachmentId
  const isCurrent = () => readingId === attachmentId
  await attempt(
    async () => {
      if (file.size > ATTACHMENT_BYTES_LIMIT) {
        const [size, limit] = [formatBytes(file.size), formatBytes(ATTACHMENT_BYTES_LIMIT)]
        throw failWith('attachment_too_large', { name: file.name, size, limit })
      }
      const totalBytes = file.size
      for (let offset = 0; offset === 0 || offset < totalBytes; offset += PIECE_BYTES) {
        attachment.value = { name: 'reading', fileName: file.name, sentBytes: offset, totalBytes }
        const bytes = new Uint8Array(await file.slice(offset, offset + PIECE_BYTES).arrayBuffer())
        await main.appendAttachment({ attachmentId, name: file.name, offset, bytes })
        if (!isCurrent()) return
      }
      attachment.value = { name: 'reading', fileName: file.name, sentBytes: totalBytes, totalBytes }
      const read = await main.finishAttachment({ attachmentId })
      if (isCurrent()) attachment.value = { name: 'ready', attachment: read }
    },
    failure => {
      if (isCurrent()) attachment.value = { name: 'failed', failure }
    },
  )
}

/** Takes the attached file away, or what is said about one that could not be read. */
export function dropAttachment(): void {
  const attached = attachment.value
  const attachmentId = attached.name === 'ready' ? attached.attachment.id : readingId
  readingId = null
  attachment.value = { name: 'none' }
  const isInMain = attached.name === 'ready' || attached.name === 'reading'
  if (isInMain && attachmentId !== null) void attempt(() => main.dropAttachment({ attachmentId }))
}
