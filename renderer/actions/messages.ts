import { batch, type Signal } from '@preact/signals'
import { main } from '../main-process.ts'
import { attachments, composedFor, messages, UNBEGUN } from '../state/composing.ts'
import { privateId } from '../state/conversation.ts'
import { attempt } from './attempt.ts'

/** How long after the last letter what was typed is kept. */
const KEEP_AFTER_MS = 500

let kept: ReadonlyMap<string, string> = new Map()
let timer: ReturnType<typeof setTimeout> | undefined

/** Takes what now stands in the text box. */
export function write(text: string): void {
  writeFor(composedFor.value, text)
}

/** Puts a text into the box of a conversation, whichever is shown. */
export function writeFor(key: string, text: string): void {
  messages.value = withEntry(messages.value, key, text === '' ? null : text)
}

/** What was written for the conversation that begins with the next question is for one that has begun now. */
export function claimUnbegun(conversationId: string): void {
  batch(() => {
    moveEntry(messages, UNBEGUN, conversationId)
    moveEntry(attachments, UNBEGUN, conversationId)
  })
}

/** Forgets what was written for a conversation that is no more, and the file that was to go along: nothing of it is sent any more. */
export function forgetMessage(conversationId: string): void {
  batch(() => {
    if (messages.value.has(conversationId)) writeFor(conversationId, '')
    takeAwayAttachment(conversationId)
  })
}

/** Takes the file away that is attached to a message. Returns what there was of it. */
export function takeAwayAttachment(key: string) {
  const attached = attachments.value.get(key)
  if (!attached) return null
  attachments.value = withEntry(attachments.value, key, null)
  if (attached.name !== 'failed') {
    const attachmentId = attached.name === 'ready' ? attached.attachment.id : attached.attachmentId
    void attempt(() => main.dropAttachment({ attachmentId }))
  }
  return attached
}

/** Fetches what was written before this window was opened. */
export async function bringMessages(): Promise<void> {
  const found = await main.listMessages({})
  kept = new Map(found.map(({ conversationId, text }) => [conversationId ?? UNBEGUN, text]))
  messages.value = kept
}

/** Keeps what is typed, soon after it was: an effect. */
export function keepMessages(): void {
  if (messages.value === kept) return
  clearTimeout(timer)
  timer = setTimeout(keepMessagesNow, KEEP_AFTER_MS)
}

/** Keeps at once what is typed, but in the private conversation, of which nothing leaves the window. */
export function keepMessagesNow(): void {
  clearTimeout(timer)
  const now = new Map([...messages.value].filter(([key]) => key !== privateId.value))
  for (const key of new Set([...kept.keys(), ...now.keys()])) {
    const text = now.get(key) ?? ''
    const before = kept.get(key) ?? ''
    if (text === before) continue
    // What could not be kept stands in the box still; nobody needs to be told at every letter, with the next of which it is tried again.
    main.keepMessage({ conversationId: key === UNBEGUN ? null : key, text }).catch(() => {
      kept = withEntry(kept, key, before === '' ? null : before)
    })
  }
  kept = now
}

/** A map with an entry, or without it where that is null. */
export function withEntry<Value>(map: ReadonlyMap<string, Value>, key: string, value: Value | null) {
  const changed = new Map(map)
  if (value === null) changed.delete(key)
  else changed.set(key, value)
  return changed
}

function moveEntry<Value>(map: Signal<ReadonlyMap<string, Value>>, from: string, to: string): void {
  const value = map.value.get(from)
  if (value !== undefined) map.value = withEntry(withEntry(map.value, from, null), to, value)
}
