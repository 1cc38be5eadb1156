import type { Turn } from '../../../app/conversation.ts'

const META = 16
/** The top line of a turn, with its menu button. */
const HEAD = 32
const SOUND = 36
const LINE = 24
const BUTTONS = 32
const GAP = 8
const BETWEEN = 16
const AROUND = 32
/** About how many characters are on a line of words. */
const LINE_LENGTH = 64

/**
 * Estimates the height of a turn in pixels from its content. The closer the estimate, the less the scroll bar jumps while the rows of a
 * long conversation are measured for the first time. Nothing else depends on it.
 */
export function guessTurnHeight(
  turn: Pick<Turn, 'text' | 'recording' | 'attachmentName' | 'transcript' | 'reply'>,
): number {
  const { text, recording, attachmentName, transcript, reply } = turn
  const question =
    HEAD +
    (attachmentName === null ? 0 : GAP + LINE) +
    (recording ? GAP + SOUND : 0) +
    wordsHeight(text) +
    wordsHeight(transcript?.words ?? '')
  // Words without sound have a button that says them, where a sound has its waveform.
  const answer = reply && META + GAP + (reply.sound ? SOUND : BUTTONS) + wordsHeight(reply.words) + GAP + BUTTONS
  return AROUND + question + (answer ? BETWEEN + answer : 0)
}

function wordsHeight(words: string): number {
  return words === '' ? 0 : GAP + LINE * Math.ceil(words.length / LINE_LENGTH)
}
