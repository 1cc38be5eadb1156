import { batch } from '@preact/signals'
import { failWith, toFailure } from '../../app/errors.ts'
import { ATTACHMENT_BYTES_LIMIT, MESSAGE_BYTES_LIMIT, TEXT_LIMIT } from '../../app/limits.ts'
import { main } from '../main-process.ts'
import {
  type AttachmentState,
  attachment,
  attachments,
  composedFor,
  message,
  messages,
  type WaitingQuestion,
} from '../state/composing.ts'
import { conversationId } from '../state/conversation.ts'
import { place } from '../state/window.ts'
import { attempt, showInDock } from './attempt.ts'
import { conversationToAsk } from './conversations.ts'
import { keepMessagesNow, takeAwayAttachment, withEntry, write, writeFor } from './messages.ts'
import { choicesToBegin } from './own-choices.ts'
import { takeTurn } from './records.ts'
import { expectReply } from './talk.ts'

/** Half a message, so that the bar moves on large files. */
const PIECE_BYTES = MESSAGE_BYTES_LIMIT / 2

/** A file on its way, or what became of it. */
type Attached = Exclude<AttachmentState, { name: 'none' }>
type Reading = Extract<AttachmentState, { name: 'reading' }>

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
  write('')
  // So that what was sent does not stand there again.
  keepMessagesNow()
  if (attached.name === 'reading') wait(attached, text)
  else void send({ text, conversationId: conversationToAsk() }, attached)
}

/** Brings a sound file to main, which reads and converts it, for the message in the text box. A newer one replaces it. */
export async function attachFile(file: File): Promise<void> {
  dropAttachment()
  const attachmentId = crypto.randomUUID()
  const reading = { name: 'reading', attachmentId, fileName: file.name, totalBytes: file.size, waiting: null } as const
  setAttachment(composedFor.value, { ...reading, sentBytes: 0 })
  await attempt(
    async () => {
      if (file.size > ATTACHMENT_BYTES_LIMIT) {
        const limitBytes = ATTACHMENT_BYTES_LIMIT
        throw failWith('attachment_too_large', { name: file.name, bytes: file.size, limitBytes })
      }
      for (let offset = 0; offset === 0 || offset < file.size; offset += PIECE_BYTES) {
        noteProgress(attachmentId, offset)
        const bytes = await readPiece(file, offset)
        if (!readingOf(attachmentId)) return
        await main.appendAttachment({ attachmentId, name: file.name, offset, bytes })
      }
      noteProgress(attachmentId, file.size)
      takeAttachment(attachmentId, { name: 'ready', attachment: await main.finishAttachment({ attachmentId }) })
    },
    failure => {
      takeAttachment(attachmentId, { name: 'failed', failure })
      // Where it could not be read to its end, main has a part of it.
      main.dropAttachment({ attachmentId }).catch(() => undefined)
    },
  )
}

/** Throws disk_failed for a file that is gone or may not be read, and for a folder. */
async function readPiece(file: File, offset: number): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await file.slice(offset, offset + PIECE_BYTES).arrayBuffer())
  } catch {
    throw failWith('disk_failed', { what: { name: 'may_not_read', path: file.name } })
  }
}

/** Takes the file away that is attached to a message, the one in the text box, or what is said about one that could not be read. */
export function dropAttachment(key = composedFor.value): void {
  const attached = takeAwayAttachment(key)
  if (attached?.name === 'reading' && attached.waiting) giveBack(key, attached.waiting)
}

/** A file that is being read, and the message it is attached to; undefined when it was taken away. */
function readingOf(attachmentId: string): [key: string, reading: Reading] | undefined {
  for (const [key, attached] of attachments.value) {
    if (attached.name === 'reading' && attached.attachmentId === attachmentId) return [key, attached]
  }
  return undefined
}

function noteProgress(attachmentId: string, sentBytes: number): void {
  const found = readingOf(attachmentId)
  if (found) setAttachment(found[0], { ...found[1], sentBytes })
}

function wait(reading: Reading, text: string): void {
  const before = reading.waiting
  const waiting = before
    ? { ...before, text: joined(before.text, text) }
    : { text, conversationId: conversationToAsk() }
  setAttachment(composedFor.value, { ...reading, waiting })
}

/** Takes what became of a file: with it, the question that waited is sent; without it, its words come back. */
function takeAttachment(attachmentId: string, attached: Exclude<Attached, { name: 'reading' }>): void {
  const [key, reading] = readingOf(attachmentId) ?? []
  if (key === undefined || !reading) return
  batch(() => {
    setAttachment(key, attached)
    if (reading.waiting && attached.name !== 'ready') giveBack(key, reading.waiting)
  })
  if (reading.waiting && attached.name === 'ready') void send(reading.waiting, attached, key)
}

async function send(question: WaitingQuestion, attached: AttachmentState, key = composedFor.value): Promise<void> {
  const turnId = crypto.randomUUID()
  const choices = choicesToBegin(question.conversationId)
  const attachmentId = attached.name === 'ready' ? attached.attachment.id : null
  batch(() => {
    place.value = 'conversation'
    setAttachment(key, null)
  })
  const isSent = await expectReply(turnId, async () =>
    takeTurn(await main.askTyped({ turnId, ...question, attachmentId, ...choices })),
  )
  if (isSent) return
  batch(() => {
    const backTo = giveBack(key, question)
    if (attached.name === 'ready' && !attachments.value.has(backTo)) setAttachment(backTo, attached)
  })
}

/** Puts words back into the box they were typed in, which may be another's by now: that of a conversation that began. */
function giveBack(key: string, question: WaitingQuestion): string {
  const box = question.conversationId === conversationId.value ? composedFor.value : key
  writeFor(box, joined(question.text, messages.value.get(box) ?? ''))
  return box
}

function setAttachment(key: string, attached: Attached | null): void {
  attachments.value = withEntry(attachments.value, key, attached)
}

function joined(...texts: string[]): string {
  return texts.filter(text => text !== '').join('\n')
}
