import { effect, signal } from '@preact/signals'
import { isWaiting, type Turn } from '../../app/conversation.ts'
import { words } from '../../app/words/words.ts'
import { main } from '../main-process.ts'
import { conversationId, turns } from '../state/conversation.ts'
import { titleOf } from '../state/lists.ts'
import { settings } from '../state/main.ts'
import { heardAfterwards, lateIn } from '../state/outbox.ts'
import { replay } from '../state/replay.ts'
import { phase, talk } from '../state/talk.ts'
import { announcement, place } from '../state/window.ts'
import { attempt } from './attempt.ts'
import { openConversation } from './conversations.ts'
import { takeTurn } from './records.ts'
import { playFrom } from './replay.ts'
import { hearReply } from './reply-sound.ts'

/** Questions that were asked in this window and wait: it hears their replies. */
const asked = new Set<string>()
/** Late replies that were told of. */
const told = new Set<string>()
/** Whether somebody looks at the window. */
const isWatched = signal(document.hasFocus())

/** Tries a question that waits now. */
export async function tryNow(turnId: string): Promise<void> {
  asked.add(turnId)
  await attempt(async () => takeTurn(await main.sendTurn({ turnId })))
}

/** Makes a draft of a question that waits. */
export async function keepAsDraft(turnId: string): Promise<void> {
  await attempt(async () => takeTurn(await main.keepAsDraft({ turnId })))
}

/** Follows a turn through the outbox: what was asked here and is answered soon is heard, what is answered late is told of. */
export function followOutbox(turn: Turn): void {
  const { id, status, outbox, conversationId } = turn
  const { awaited } = talk.value
  if (status === 'queued' && awaited.name !== 'none' && awaited.turnId === id) asked.add(id)
  if (status === 'answered' && outbox !== null) tellOfLateReply(turn)
  if (isWaiting(turn) || !asked.has(id)) return
  const isInTime = outbox === null
  if (status === 'replying' && !(isInTime && hearReply(id))) return
  asked.delete(id)
  const isMeant = status === 'answered' && isInTime && settings.value.autoplayReplies
  if (isMeant && conversationId === openId() && talk.value.awaited.name !== 'sending') {
    heardAfterwards.value = [...heardAfterwards.value, id]
  }
}

/** Late replies of the conversation that somebody looks at are no news any more. */
export function lookAtReplies(): void {
  const id = openId()
  if (isWatched.value && id !== null && lateIn.value.has(id)) {
    void attempt(() => main.noteRepliesSeen({ conversationId: id }))
  }
}

/** Tells main when the network is back, and notices when somebody looks; plays what came while something else was heard. */
export function watchNetwork(): void {
  addEventListener('online', () => void attempt(() => main.reportOnline({})))
  for (const name of ['focus', 'blur']) {
    addEventListener(name, () => {
      isWatched.value = document.hasFocus()
    })
  }
  effect(() => {
    // Whoever speaks on does not want to hear what came before.
    if (talk.value.capture.name !== 'idle') heardAfterwards.value = []
    playAfterwards()
  })
}

/** Asks the system whether Parley may tell of late replies. */
export async function allowNotifications(): Promise<void> {
  await attempt(() => Notification.requestPermission())
}

function tellOfLateReply({ id, conversationId }: Turn): void {
  if (told.has(id)) return
  told.add(id)
  // What is private is called nothing, and told of without a word of it.
  const title = titleOf(conversationId)
  announcement.value = title === null ? words.outbox.notice : words.outbox.late(title)
  const isSeen = isWatched.value && conversationId === openId()
  if (isSeen || !('Notification' in window) || Notification.permission !== 'granted') return
  const notice = new Notification(words.outbox.notice, { body: title ?? '', tag: id })
  notice.addEventListener('click', () => {
    window.focus()
    void attempt(() => main.showWindow({}))
    void openConversation(conversationId)
  })
}

function playAfterwards(): void {
  const [next] = heardAfterwards.value
  const isHearing = replay.value.name === 'playing' || replay.value.name === 'loading'
  if (phase.value !== 'idle' || isHearing || next === undefined) return
  heardAfterwards.value = heardAfterwards.value.slice(1)
  if (turns.peek().some(({ id }) => id === next)) void playFrom(next, 'reply', 0)
}

/** The conversation that is shown; null while something else is. */
function openId(): string | null {
  return place.value === 'conversation' ? conversationId.value : null
}
