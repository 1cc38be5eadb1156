import { batch } from '@preact/signals'
import { ATTACHMENT_BYTES_LIMIT, MESSAGE_BYTES_LIMIT, TEXT_LIMIT } from '../../app/contract.ts'
import { failWith, toFailure } from '../../app/errors.ts'
import { formatBytes } from '../../app/format.ts'
import { main } from '../main-process.ts'
import { type AttachmentState, attachment, message, place, type WaitingQuestion } from '../state.ts'
import { attempt, showInDock } from './attempt.ts'
import { conversationToAsk } from './conversations.ts'
import { takeTurn } from './records.ts'
import { expectReply } from './talk.ts'

/** Half a message, so that the bar moves on large files. */
const PIECE_BYTES = MESSAGE_BYTES_LIMIT / 2
let readingId: string | null = null

/** Takes what now stands in the text box. */
export function write(text: string): void {
  message.value = text
}

/**
 * Asks with the typed words and the attached file; one that is still being read goes along as soon as it has been. The words
 * leave the text box and come back to it when they cannot be sent.
 */
export function ask(): void {
  const text = message.value.trim()
  const attached = attachment.value
  if (text.length > TEXT_LIMIT) {
    showInDock(toFailure(failWith('text_too_long', { length: text.length, limit: TEXT_LIMIT })))
    return
  }
  if (text === '' && attached.name !== 'ready' && attached.name !== 'reading') return
  message.value = ''
  if (attached.name === 'reading') wait(attached, text)
  else void send({ text, conversationId: conversationToAsk() }, attached)
}

/** Brings a sound file to main, which reads and converts it. A newer one replaces it. */
export async function attachFile(file: File): Promise<void> {
  dropAttachment()
  const attachmentId = crypto.randomUUID()
  readingId = attachmentId
  const isCurrent = () => readingId === attachmentId
  const noteProgress = (sentBytes: number) => {
    const reading = { name: 'reading', fileName: file.name, totalBytes: file.size, sentBytes } as const
    attachment.value = { ...reading, waiting: waitingQuestion() }
  }
  await attempt(
    async () => {
      if (file.size > ATTACHMENT_BYTES_LIMIT) {
        const [size, limit] = [formatBytes(file.size), formatBytes(ATTACHMENT_BYTES_LIMIT)]
        throw failWith('attachment_too_large', { name: file.name, size, limit })
      }
      for (let offset = 0; offset === 0 || offset < file.size; offset += PIECE_BYTES) {
        noteProgress(offset)
        const bytes = new Uint8Array(await file.slice(offset, offset + PIECE_BYTES).arrayBuffer())
        await main.appendAttachment({ attachmentId, name: file.name, offset, bytes })
        if (!isCurrent()) return
      }
      noteProgress(file.size)
      const read = await main.finishAttachment({ attachmentId })
      if (isCurrent()) takeAttachment({ name: 'ready', attachment: read })
    },
    failure => {
      if (isCurrent()) takeAttachment({ name: 'failed', failure })
    },
  )
}

/** Takes the attached file away, or what is said about one that could not be read. */
export function dropAttachment(): void {
  const attached = attachment.value
  const attachmentId = attached.name === 'ready' ? attached.attachment.id : readingId
  readingId = null
  takeAttachment({ name: 'none' })
  const isInMain = attached.name === 'ready' || attached.name === 'reading'
  if (isInMain && attachmentId !== null) void attempt(() => main.dropAttachment({ attachmentId }))
}

/** The question that waits for the file to be read. */
function waitingQuestion(): WaitingQuestion | null {
  return attachment.value.name === 'reading' ? attachment.value.waiting : null
}

function wait(reading: Extract<AttachmentState, { name: 'reading' }>, text: string): void {
  const before = reading.waiting
  const waiting = before
    ? { ...before, text: joined(before.text, text) }
    : { text, conversationId: conversationToAsk() }
  attachment.value = { ...reading, waiting }
}

/** Takes what became of the attached file: with it, the question that waited is sent; without it, its words come back. */
function takeAttachment(attached: Exclude<AttachmentState, { name: 'reading' }>): void {
  const waiting = waitingQuestion()
  batch(() => {
    attachment.value = attached
    if (waiting && attached.name !== 'ready') giveBack(waiting.text)
  })
  if (waiting && attached.name === 'ready') void send(waiting, attached)
}

async function send(question: WaitingQuestion, attached: AttachmentState): Promise<void> {
  const turnId = crypto.randomUUID()
  const attachmentId = attached.name === 'ready' ? attached.attachment.id : null
  batch(() => {
    place.value = 'conversation'
    attachment.value = { name: 'none' }
  })
  const isSent = await expectReply(turnId, async () =>
    takeTurn(await main.askTyped({ turnId, ...question, attachmentId })),
  )
  if (isSent) return
  batch(() => {
    giveBack(question.text)
    if (attached.name === 'ready' && attachment.value.name === 'none') attachment.value = attached
  })
}

function giveBack(text: string): void {
  message.value = joined(text, message.value)
}

function joined(...texts: string[]): string {
  return texts.filter(text => text !== '').join('\n')
}
