import { batch, effect, signal, untracked } from '@preact/signals'
import type { Status } from '../../app/status.ts'
import { newNotices } from '../../app/words/notice-words.ts'
import { listenToKeys } from '../keys/keys.ts'
import { speakAsMain } from '../language.ts'
import { listen, main } from '../main-process.ts'
import { turns } from '../state/conversation.ts'
import { libraryMove } from '../state/library.ts'
import { connection, notices, settings, status } from '../state/main.ts'
import { attempt } from './attempt.ts'
import { dropConversation } from './conversations.ts'
import { followDevices } from './devices.ts'
import { gatherConversation, takeGathered } from './gathered-conversations.ts'
import { askBeforeLeaving, losesPrivate } from './leaving.ts'
import { listDrafts, listMore, listOutbox } from './lists.ts'
import { bringMessages, keepMessages } from './messages.ts'
import { followOutbox, lookAtReplies, watchNetwork } from './outbox.ts'
import { addWords, dropTurn, endWords, takeTurn } from './records.ts'
import { awaitReplySound, dropReply, endAwaited, endReply, takeReplySound } from './reply-sound.ts'
import { bringHitsBack, dropHits, retitleHits } from './search.ts'
import { endSetup, takeSettings } from './settings.ts'
import { followSpending, takeMonth } from './spending.ts'
import { applySoundSettings, prepareToTalk, takeBrokenRecording, takeCommand } from './talk.ts'
import { takeBackfill } from './transcription.ts'
import { takeExportEnd, takeImportEnd, takeProgress } from './transfers.ts'

/** Whether the window was loaded while the library was not there, and it is back now: everything shown is out of date. */
const isOutdated = signal(false)

/** Begins: hears main's news, asks for everything the window shows, listens to the keys. */
export async function start(): Promise<void> {
  hearNews()
  await attempt(async () => {
    const [newStatus, newSettings] = await Promise.all([
      main.getStatus({}),
      main.getSettings({}),
      listDrafts(),
      listOutbox(),
      listMore('pinned'),
      listMore('recent'),
      bringMessages(),
    ])
    batch(() => {
      takeStatus(newStatus)
      takeSettings(newSettings)
      connection.value = 'open'
    })
  })
  if (connection.peek() !== 'open') return
  listenToKeys()
  followDevices()
  effect(applySoundSettings)
  effect(endSetupOnceUsed)
  effect(reloadOnceOutdated)
  effect(keepMessages)
  effect(endAwaitedOnceLost)
  effect(lookAtReplies)
  askBeforeLeaving()
  watchNetwork()
  followSpending()
  void prepareToTalk()
  await attempt(() => main.reportReady({}))
}

function hearNews(): void {
  listen('turnChanged', ({ turn }) => {
    if (turn.status === 'trashed') {
      dropReply(turn.id)
      dropHits(turn.id)
    } else bringHitsBack(turn.id)
    followOutbox(turn)
    takeTurn(turn)
    awaitReplySound(turn)
  })
  listen('turnDeleted', ({ turnId }) => {
    dropReply(turnId)
    dropHits(turnId)
    dropTurn(turnId)
  })
  listen('conversationChanged', ({ conversation }) => {
    if (conversation.purgeAt !== null) {
      dropReplies(conversation.id)
      dropHits(conversation.id)
    } else bringHitsBack(conversation.id)
    gatherConversation(conversation)
    retitleHits(conversation)
  })
  listen('conversationDeleted', ({ conversationId }) => {
    dropReplies(conversationId)
    takeGathered()
    dropConversation(conversationId)
    dropHits(conversationId)
  })
  listen('replyWordsAdded', ({ turnId, words }) => addWords(turnId, words))
  listen('replySoundGrew', ({ turnId, loudest }) => takeReplySound(turnId, loudest))
  listen('recordingBroken', ({ turnId, failure }) => takeBrokenRecording(turnId, failure))
  listen('replyEnded', ({ turnId }) => {
    endWords(turnId)
    endReply(turnId)
  })
  listen('settingsChanged', ({ settings: changed }) => takeSettings(changed))
  listen('exportProgressed', progress => takeProgress(progress.exportId, progress))
  listen('exportEnded', takeExportEnd)
  listen('importProgressed', progress => takeProgress(progress.importId, progress))
  listen('importEnded', takeImportEnd)
  listen('backfillProgressed', takeBackfill)
  listen('spendingChanged', ({ month }) => takeMonth(month))
  listen('moveProgressed', ({ move }) => {
    libraryMove.value = move
  })
  listen('statusChanged', ({ status: changed }) => takeStatus(changed))
  listen('talkCommanded', ({ command }) => takeCommand(command))
}

/** Stops awaiting and playing replies of a conversation that is going away. */
function dropReplies(conversationId: string): void {
  for (const turn of turns.value) if (turn.conversationId === conversationId) dropReply(turn.id)
}

function takeStatus(changed: Status): void {
  const before = status.peek()
  if (before?.library.failure && !changed.library.failure) isOutdated.value = true
  status.value = changed
  void speakAsMain(changed.language)
  const fresh = newNotices(before?.notices ?? [], changed.notices)
  if (fresh.length > 0) notices.value = [...notices.peek(), ...fresh]
}

function endAwaitedOnceLost(): void {
  if (connection.value === 'lost') untracked(endAwaited)
}

/** Loads the page anew, but not while a private conversation would be lost with it. */
function reloadOnceOutdated(): void {
  if (isOutdated.value && !losesPrivate.value) location.reload()
}

/** Ends the setup once something was asked. */
function endSetupOnceUsed(): void {
  if (!settings.value.setupDone && turns.value.length > 0) void endSetup()
}
