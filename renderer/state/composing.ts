import { computed, signal } from '@preact/signals'
import type { Attachment } from '../../app/contract/question-requests.ts'
import type { Failure } from '../../app/errors.ts'
import { conversation, conversationId, isInTrash, isPrivate } from './conversation.ts'

/** Names what is written for the conversation that begins with the next question. */
export const UNBEGUN = ''
/** The conversation that what is written and attached now is for, or `UNBEGUN`. */
export const composedFor = computed(() => {
  const hasBegun = conversation.value !== null && !isInTrash.value
  return isPrivate.value || hasBegun ? conversationId.value : UNBEGUN
})
/** What was typed and not sent, by what it is for. */
export const messages = signal<ReadonlyMap<string, string>>(new Map())
/** What stands in the text box. */
export const message = computed(() => messages.value.get(composedFor.value) ?? '')
/** A typed question that is sent when its attachment has been read. */
export interface WaitingQuestion {
  text: string
  conversationId: string
}
/** A file on its way to being sent. */
export type AttachmentState =
  | { name: 'none' }
  | {
      name: 'reading'
      attachmentId: string
      fileName: string
      sentBytes: number
      totalBytes: number
      waiting: WaitingQuestion | null
    }
  | { name: 'ready'; attachment: Attachment }
  | { name: 'failed'; failure: Failure }
/** Files attached to messages being written, by what those are for. */
export const attachments = signal<ReadonlyMap<string, Exclude<AttachmentState, { name: 'none' }>>>(new Map())
/** The file attached to the message in the text box. */
export const attachment = computed<AttachmentState>(() => attachments.value.get(composedFor.value) ?? { name: 'none' })
