import type { Conversation, Reply, Sound, Transcript, Turn } from '../conversation.ts'
import { sentenceOf } from '../errors.ts'
import { formatDate, formatTime } from '../words/format.ts'
import { shownTitle } from '../words/shown-title.ts'
import { words } from '../words/words.ts'
import { escapeMarkdown, linkTo } from './markdown-text.ts'

/** The part of a turn that is shown. */
export type MarkdownTurn = Pick<
  Turn,
  | 'createdAt'
  | 'status'
  | 'draftReason'
  | 'text'
  | 'recording'
  | 'attachmentName'
  | 'microphone'
  | 'missingMs'
  | 'failure'
> & {
  readonly transcript: Pick<Transcript, 'words'> | null
  readonly reply: Pick<Reply, 'words' | 'sound' | 'isComplete' | 'model' | 'voice'> | null
}

/**
 * A conversation to read, as Markdown: title, days, and who said what when, with links to the sound. `pathOf` gives a sound's path relative
 * to the Markdown file; without it both are in the same folder.
 */
export function toMarkdown(
  conversation: Pick<Conversation, 'title' | 'isNamed'>,
  turns: readonly MarkdownTurn[],
  { pathOf = fileName, locale }: { pathOf?: (sound: Sound) => string; locale?: string } = {},
): string {
  const blocks = [`# ${escapeMarkdown(shownTitle(conversation)).replace(/\s+/g, ' ')}`]
  let day = ''
  for (const turn of turns) {
    const turnDay = formatDate(turn.createdAt, locale)
    if (turnDay !== day) blocks.push(`## ${turnDay}`)
    day = turnDay
    blocks.push(...questionOf(turn, pathOf, locale), ...replyOf(turn, pathOf), ...notesOf(turn))
  }
  return `${blocks.filter(block => block !== '').join('\n\n')}\n`
}

function questionOf(turn: MarkdownTurn, pathOf: (sound: Sound) => string, locale?: string): string[] {
  const { text, transcript, recording, attachmentName, missingMs } = turn
  const labelOf = ({ durationMs }: Sound) =>
    attachmentName === null ? words.turn.voiceMessage(durationMs) : words.turn.attachment(attachmentName)
  return [
    `### ${formatTime(turn.createdAt, locale)} ${words.turn.you}`,
    escapeMarkdown(text),
    escapeMarkdown(transcript?.words ?? ''),
    recording === null ? '' : linkTo(labelOf(recording), pathOf(recording)),
    missingMs > 0 ? note(words.turn.missing(missingMs)) : '',
  ]
}

function replyOf({ reply }: MarkdownTurn, pathOf: (sound: Sound) => string): string[] {
  if (reply === null) return []
  const name = escapeMarkdown(words.conversation.answering(reply.model, reply.voice))
  return [
    `### ${words.turn.reply}${name === '' ? '' : `, ${name}`}`,
    escapeMarkdown(reply.words),
    reply.sound === null ? '' : linkTo(words.turn.voiceReply(reply.sound.durationMs), pathOf(reply.sound)),
    reply.isComplete ? '' : note(words.turn.incomplete),
  ]
}

/** What the reader must know to understand why something is missing. */
function notesOf({ status, draftReason, microphone, reply, failure }: MarkdownTurn): string[] {
  const notes: string[] = []
  if (status === 'draft') {
    notes.push(words.markdown.draft(draftReason === null ? '' : words.draft.reasons[draftReason](microphone)))
  }
  if (status === 'joined') notes.push(words.markdown.joined)
  if (status === 'queued') notes.push(words.markdown.queued)
  if (status === 'stopped' && reply === null)
    notes.push(draftReason === null ? words.turn.stopped : words.draft.reasons[draftReason](microphone))
  if (failure !== null) notes.push(sentenceOf(failure))
  return notes.map(note)
}

function note(sentence: string): string {
  return `> ${escapeMarkdown(sentence).replaceAll('\n', '\n> ')}`
}

/** Name of a sound file within its folder. */
function fileName({ file }: Sound): string {
  return file.slice(file.lastIndexOf('/') + 1)
}
