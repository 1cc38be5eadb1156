import type { Turn } from '../../app/conversation.ts'
import type { ProfileStatus } from '../../app/status.ts'
import { main } from '../main-process.ts'
import { copied, editKey, edits, type Side } from '../state/conversation.ts'
import { place } from '../state/window.ts'
import { attempt } from './attempt.ts'
import { copyText } from './clipboard.ts'
import { openConversation } from './conversations.ts'
import { offerUndo } from './offer-undo.ts'
import { changeProfile } from './profiles.ts'
import { dropEdits, takeTurn } from './records.ts'
import { silenceEarlier } from './reply-sound.ts'
import { changeSettings } from './settings.ts'
import { expectReply } from './talk.ts'

const COPIED_MS = 1500

/**
 * Sends a draft, or sends a failed or stopped turn again, and shows the conversation it belongs to.
 * @param isBeyondLimit whether it is sent although this month's limit is reached
 */
export async function sendTurn({ id: turnId, conversationId }: Turn, isBeyondLimit = false): Promise<void> {
  if (place.value !== 'conversation') await openConversation(conversationId)
  silenceEarlier(turnId)
  await expectReply(turnId, async () => takeTurn(await main.sendTurn({ turnId, isBeyondLimit })))
}

/** Lets a profile answer in the conversation of a turn from now on, and sends the turn to it. */
export async function sendTurnTo(turn: Turn, profileId: string): Promise<void> {
  const { conversationId } = turn
  if (await attempt(() => main.changeConversation({ conversationId, profileId }))) await sendTurn(turn)
}

/** Lets a profile be asked by way of words from now on, and sends the turn to it. */
export async function sendByWords(turn: Turn, { id, kind }: Pick<ProfileStatus, 'id' | 'kind'>): Promise<void> {
  const way = 'cascade'
  const isSet =
    kind === 'environment' ? await changeSettings({ fromEnvironment: { way } }) : await changeProfile(id, { way })
  if (isSet) await sendTurn(turn)
}

/** Puts a turn away and offers to take it back. */
export async function trashTurn(turnId: string, kind: 'discarded' | 'deleted'): Promise<void> {
  await attempt(async () => {
    await main.trashTurn({ turnId, kind })
    offerUndo({ kind, turnId })
  })
}

/** Begins to correct the words of a recording or a reply, where they stand. */
export function beginEditing(turnId: string, side: Side): void {
  const key = editKey(turnId, side)
  if (!edits.value.has(key)) edits.value = new Map(edits.value).set(key, null)
}

/** Takes what now stands in the field where words are corrected. */
export function noteEdit(turnId: string, side: Side, typed: string): void {
  edits.value = new Map(edits.value).set(editKey(turnId, side), typed)
}

/** Keeps the words that were typed; null leaves them as they were. */
export async function endEditing(turnId: string, side: Side, typed: string | null): Promise<void> {
  await attempt(async () => {
    if (typed !== null) takeTurn(await main.editWords({ turnId, side, words: typed }))
    dropEdits([turnId], [side])
  })
}

/** Asks a question of the conversation once more, as a new turn at its end. */
export async function askAgain(turnId: string): Promise<void> {
  const newTurnId = crypto.randomUUID()
  await expectReply(newTurnId, async () => takeTurn(await main.askAgain({ turnId, newTurnId })))
}

/** Copies the words of a question or a reply. */
export async function copyWords(turnId: string, side: Side, words: string): Promise<void> {
  if (!(await copyText(words))) return
  const now = { turnId, side }
  copied.value = now
  setTimeout(() => {
    if (copied.value === now) copied.value = null
  }, COPIED_MS)
}
