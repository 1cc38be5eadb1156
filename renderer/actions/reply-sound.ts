import { batch } from '@preact/signals'
import { isUndecoded, type Turn } from '../../app/conversation.ts'
import { liveSound, noteSound } from '../live-sound.ts'
import { turns } from '../state/conversation.ts'
import { drafts } from '../state/lists.ts'
import { settings } from '../state/main.ts'
import { outbox } from '../state/outbox.ts'
import { replay } from '../state/replay.ts'
import { phase, speakingMs, talk } from '../state/talk.ts'
import { player, systemVoice, talking, voice } from './talk-parts.ts'

/** Turns whose reply has sound and is heard. */
const sounding = new Set<string>()
/** The turn whose reply is awaited, as main last told of it. */
let newest: Turn | null = null

/**
 * The reply to a question that has waited begins: it is heard, unless something is recorded, awaited or heard already. Returns
 * whether it is.
 */
export function hearReply(turnId: string): boolean {
  if (phase.value !== 'idle' || replay.value.name === 'playing') return false
  talking.tell({ name: 'asked', turnId })
  return true
}

/** A question was put away or deleted: its reply is neither awaited nor heard any more. */
export function dropReply(turnId: string): void {
  const { awaited } = talk.value
  if (awaited.name === 'none' || awaited.turnId !== turnId) return
  systemVoice.silence()
  player.silence()
  talking.tell({ name: 'replyEnded', turnId })
}

/** Silences what is left of a reply that broke off, because its turn is asked again and will be heard from the beginning. */
export function silenceEarlier(turnId: string): void {
  if (talk.value.awaited.name === 'speaking') dropReply(turnId)
}

/** A reply is awaited, or begins: the player is told before its sound comes, so that the sound reaches the speaker even while the page is busy. */
export function awaitReplySound(turn: Turn): void {
  const { id, status } = turn
  if (isHeard(id)) newest = turn
  if ((status === 'sending' || status === 'replying') && isHeard(id)) player.hear(id)
}

/** Draws what has come of a reply, and has it played when it is awaited and replies shall be heard. */
export function takeReplySound(turnId: string, loudest: readonly number[]): void {
  noteSound(turnId, loudest)
  if (!isHeard(turnId)) return
  sounding.add(turnId)
  player.hear(turnId)
}

/** No more of this reply will come: what has come is played to its end. */
export function endReply(turnId: string): void {
  liveSound.peaks.delete(turnId)
  if (sounding.delete(turnId) && player.isHearing(turnId)) return
  if (player.isHearing(turnId)) player.silence()
  else player.ignore(turnId)
  const text = isHeard(turnId) && settings.value.speakTextReplies && !voice.isMissing ? textReplyOf(turnId) : ''
  if (text === '') talking.tell({ name: 'replyEnded', turnId })
  else say(turnId, text)
}

/** Main is gone: no more will come of the reply that is awaited. */
export function endAwaited(): void {
  const { awaited } = talk.peek()
  if (awaited.name !== 'none') endReply(awaited.turnId)
}

/** Says the words of a reply with the system's voice, unless something is recorded or awaited. */
export function sayReply(turnId: string, text: string): void {
  if (phase.value !== 'idle' && phase.value !== 'speaking') return
  voice.isMissing = false
  batch(() => {
    talking.tell({ name: 'asked', turnId })
    say(turnId, text)
  })
}

/** Tells the talk step that the reply is heard, so that whatever silences a reply silences the system's voice too. */
function say(turnId: string, text: string): void {
  speakingMs.value = 0
  talking.tell({ name: 'replySounded', turnId })
  if (talk.value.awaited.name === 'speaking') systemVoice.say(turnId, text)
}

/** What a reply says that has come to its end without any sound, or with one that nobody has decoded. */
function textReplyOf(turnId: string): string {
  // Another conversation may be open by now.
  const turn = newest?.id === turnId ? newest : null
  if (turn?.status !== 'answered' || !turn.reply) return ''
  const { sound, words } = turn.reply
  return sound === null || isUndecoded(sound) ? words.trim() : ''
}

function isHeard(turnId: string): boolean {
  const { awaited } = talk.value
  if (awaited.name === 'none' || awaited.turnId !== turnId) return false
  const turn: Turn | undefined = [...turns.value, ...drafts.value, ...outbox.value].find(({ id }) => id === turnId)
  const isTyped = turn?.microphone === ''
  return settings.value.autoplayReplies && (!isTyped || settings.value.speakTypedReplies)
}
