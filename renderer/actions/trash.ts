import { batch } from '@preact/signals'
import { IDS_LIMIT } from '../../app/limits.ts'
import { words } from '../../app/words/words.ts'
import { main } from '../main-process.ts'
import { conversationId } from '../state/conversation.ts'
import { selection } from '../state/lists.ts'
import { announcement, type Doomed, sheet } from '../state/window.ts'
import { attempt } from './attempt.ts'
import { dropConversation, leaveConversation } from './conversations.ts'
import { measureDisk } from './disk-use.ts'
import { forgetUndo, offerUndo } from './offer-undo.ts'
import { dropTurn, takeTurn } from './records.ts'
import { chosenConversations, endSelecting } from './selection.ts'

/** Puts conversations into the trash and offers to take them back. No question is asked, because they can be. */
export async function trashConversations(conversationIds: readonly string[]): Promise<void> {
  const wasOpen = conversationIds.includes(conversationId.value)
  await attempt(async () => {
    await inParts(conversationIds, ids => main.trashConversations({ conversationIds: ids }))
    if (wasOpen) leaveConversation()
    offerUndo({ kind: 'trashed', conversationIds, wasOpen })
  })
}

/** Puts what is chosen into the trash, or asks whether what is there shall be deleted for ever. */
export function throwChosenAway(): void {
  const { value: chosen } = selection
  if (!chosen || chosen.ids.size === 0) return
  if (chosen.list === 'trash') {
    askToDelete({ kind: 'conversations', conversations: chosenConversations() })
    return
  }
  endSelecting()
  void trashConversations([...chosen.ids])
}

/** Takes conversations out of the trash. */
export async function restoreConversations(conversationIds: readonly string[]): Promise<void> {
  await attempt(async () => {
    await inParts(conversationIds, ids => main.restoreConversations({ conversationIds: ids }))
    for (const id of conversationIds) forgetUndo(id)
    announcement.value = words.trash.restored(conversationIds.length)
  })
}

/** Takes a turn out of the trash. */
export async function restoreTrashedTurn(turnId: string): Promise<void> {
  await attempt(async () => {
    takeTurn(await main.restoreTurn({ turnId }))
    forgetUndo(turnId)
    announcement.value = words.trash.restoredTurn
  })
}

/** Asks whether something shall be deleted for ever, naming what goes. */
export function askToDelete(doomed: Doomed): void {
  sheet.value = { name: 'delete', doomed }
}

/** Asks whether everything in the trash shall be deleted, once it is known how much that is. */
export async function askToEmptyTrash(): Promise<void> {
  const use = await measureDisk()
  if (use) askToDelete({ kind: 'everything', trash: use.trash })
}

/** Deletes for ever what the user was asked about. */
export async function deleteForEver(doomed: Doomed): Promise<void> {
  sheet.value = { name: 'none' }
  await attempt(async () => {
    switch (doomed.kind) {
      case 'conversations': {
        const all = doomed.conversations.map(({ id }) => id)
        await inParts(all, conversationIds => main.deleteConversations({ conversationIds }))
        batch(() => {
          for (const id of all) dropConversation(id)
        })
        break
      }
      case 'turn':
        await main.deleteTurns({ turnIds: [doomed.turn.id] })
        dropTurn(doomed.turn.id)
        break
      case 'everything':
        await main.emptyTrash({})
        break
    }
    announcement.value = words.trash.deleted
  })
}

/** Asks in as many requests as it takes. */
async function inParts(ids: readonly string[], ask: (ids: string[]) => Promise<unknown>): Promise<void> {
  for (let at = 0; at < ids.length; at += IDS_LIMIT) await ask(ids.slice(at, at + IDS_LIMIT))
}
