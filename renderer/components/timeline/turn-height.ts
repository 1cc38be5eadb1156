import type { Turn } from '../../../app/conversation.ts'

const META = 16
/** The head of a turn, with the button of its menu. */
const HEAD = 32
const SOUND = 36
const LINE = 24
const BUTTONS = 32
const GAP = 8
const BETWEEN = 16
const AROUND = 32
/** How many characters a line of words has, more or less. */
const LINE_LENGTH = 64

/**
 * Guesses how high a turn is drawn, in pixels, from what it holds. The closer this is, the less the scroll bar moves by itself
 * while the rows of a long conversation are measured for the first time; nothing else depends on it.
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
