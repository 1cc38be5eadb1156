import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { wavHeader } from '../../app/wav.ts'
import { writeExport } from '../../main/exchange/export.ts'
import { makeFolderOfOne } from '../../main/exchange/job-folders.ts'
import { importedConversation } from './imported-conversation.ts'
import { newReply, newTurn, tellingPcm } from './library-folder.ts'
import {
  answerLate,
  askInText,
  BATCH_BYTES,
  beginRecording,
  beginReply,
  change,
  expiringTurns,
  expiryOf,
  finish,
  freshlySent,
  inConversation,
  isUnanswered,
  letWait,
  outboxEntry,
  recordingOf,
  settledTurns,
  statusOutOfTrash,
  wish,
  wordsOf,
} from './library-operation-steps.ts'
import type { LibraryUser } from './library-user.ts'

const DAY_MS = 24 * 3600 * 1000
const TRASH_KEPT_MS = 30 * DAY_MS
/** What an export contains of the given conversations. */
const EXPORT_OPTIONS = { scope: { kind: 'all' }, sound: 'wav', captions: 'none', isMixed: false } as const
/** Whether sound expires, and whether words do. */
const WAYS_TO_EXPIRE = [
  [true, false],
  [false, true],
  [true, true],
] as const

/** Does one thing with a library, if there is anything to do it to. */
export type Operation = (user: LibraryUser) => void | Promise<void>

/**
 * Everything that can be done to a library. What is added here is killed, run out of room and checked like the rest
 * (`killed.test.ts`, `disk.test.ts`).
 */
export const operations: Readonly<Record<string, Operation>> = {
  'begin a recording': user => {
    beginRecording(user)
  },
  'append to a sound': user => {
    const writing = user.random.pick(user.writing)
    if (!writing) return
    user.does('append to a sound', {}, () => {
      for (let n = user.random.below(6); n >= 0; n--) user.append(writing, BATCH_BYTES)
    })
  },
  'finish a recording': user => {
    const writing = recordingOf(user)
    finish(user, 'finish a recording', writing)
    const isSent = user.random.below(3) > 0
    change(user, 'finish a recording', writing.turnId, {
      status: isSent ? 'sending' : 'draft',
      draftReason: isSent ? null : 'focus-lost',
    })
  },
  'discard a recording': user => {
    const writing = recordingOf(user)
    user.does('discard a recording', { turns: { [writing.turnId]: null } }, () => {
      writing.sound.discard()
      user.library.deleteTurn(writing.turnId)
    })
    user.letGo([writing.turnId])
  },
  'keep a discarded recording': user => {
    const writing = recordingOf(user)
    finish(user, 'keep a discarded recording', writing)
    const intent = { turns: { [writing.turnId]: { status: 'trashed', draftReason: 'discarded' } } } as const
    user.does('keep a discarded recording', intent, () => user.library.trashTurn(writing.turnId, 'discarded'))
  },
  'attach a sound': user => {
    const turn = newTurn({ ...inConversation(user), attachmentName: 'meeting.wav', status: 'sending' })
    user.does('attach a sound', { turns: { [turn.id]: turn } }, () => user.library.createTurn(turn))
    const start = user.random.below(2 ** 31)
    const length = BATCH_BYTES * (1 + user.random.below(20))
    const bytes = Buffer.concat([wavHeader(length, 24_000), tellingPcm(length, start)])
    user.note({ is: 'writing', turnId: turn.id, side: 'recording', start })
    user.does('attach a sound', { turns: { [turn.id]: {} } }, () =>
      user.library.importSound(turn.id, { format: 'wav', durationMs: length / 48, peaks: [1, 2, 3], bytes }),
    )
    user.note({ is: 'appended', turnId: turn.id, side: 'recording', bytes: length })
  },
  'ask in text': user => {
    askInText(user)
  },
  'begin a reply': user => {
    beginReply(user, user.random.pick(user.turns().filter(isUnanswered)) ?? askInText(user))
  },
  'finish a reply': user => {
    const writing = user.writing.find(({ side }) => side === 'reply') ?? beginReply(user, askInText(user))
    finish(user, 'finish a reply', writing)
    if (user.library.turn(writing.turnId).status !== 'replying') return
    const isWhole = user.random.below(4) > 0
    const reply = newReply({ words: wordsOf(user), isComplete: isWhole })
    const outcome = isWhole ? ({ status: 'answered' } as const) : ({ status: 'stopped', outbox: null } as const)
    change(user, 'finish a reply', writing.turnId, { ...outcome, reply })
  },
  'send again': user => {
    const turn = user.random.pick(settledTurns(user).filter(({ recording, text }) => recording || text))
    if (!turn) return
    change(user, 'send again', turn.id, { ...freshlySent, outbox: null })
    user.letGo([turn.id], 'reply')
  },
  'let a question wait': user => {
    letWait(user, 'let a question wait')
  },
  'send what waits': user => {
    const waiting = user.random.pick(user.turns().filter(({ status }) => status === 'queued'))
    const { id } = waiting ?? letWait(user, 'send what waits')
    // The state before the request is out, and the state afterwards.
    const nextAt = user.random.below(2) === 0 ? null : Date.now()
    change(user, 'send what waits', id, { ...freshlySent, outbox: { ...outboxEntry(user), nextAt } })
  },
  'look at a late reply': user => {
    const late = user.random.pick(user.library.outbox().filter(({ status }) => status === 'answered'))
    const { id } = late ?? answerLate(user)
    change(user, 'look at a late reply', id, { outbox: null })
  },
  'correct a reply': user => {
    const turn = user.random.pick(settledTurns(user).filter(({ reply }) => reply))
    if (!turn?.reply) return
    change(user, 'correct a reply', turn.id, { reply: { ...turn.reply, words: wordsOf(user), isEdited: true } })
  },
  'put a recording into words': user => {
    const turn = user.random.pick(settledTurns(user).filter(({ recording }) => recording))
    if (!turn) return
    const transcript = {
      words: wordsOf(user),
      alignment: [],
      isEdited: user.random.below(2) === 0,
      model: 'practice',
      cost: null,
    }
    const wanted = { transcript: turn.transcript && user.random.below(2) === 0 ? null : transcript }
    change(user, 'put a recording into words', turn.id, wanted)
  },
  'name a conversation': user => wish(user, 'name a conversation', () => ({ title: wordsOf(user) })),
  'take its name from a conversation': user => wish(user, 'take its name from a conversation', () => ({ title: '' })),
  'pin a conversation': user => wish(user, 'pin a conversation', ({ isPinned }) => ({ isPinned: !isPinned })),
  'archive a conversation': user =>
    wish(user, 'archive a conversation', ({ isArchived }) => ({ isArchived: !isArchived })),
  'trash a turn': user => {
    const turn = user.random.pick(user.turns().filter(({ status }) => status !== 'trashed'))
    if (!turn) return
    const isUnsent = turn.status === 'recording' || turn.status === 'draft'
    const draftReason = turn.draftReason ?? (isUnsent ? 'discarded' : null)
    user.does('trash a turn', { turns: { [turn.id]: { status: 'trashed', draftReason, outbox: null } } }, () =>
      user.library.trashTurn(turn.id, 'deleted'),
    )
  },
  'restore a turn': user => {
    const turn = user.random.pick(user.library.trashedTurns())
    if (!turn) return
    const intent = {
      turns: { [turn.id]: { status: statusOutOfTrash(turn) } },
      conversations: { [turn.conversationId]: { purgeAt: null } },
    }
    user.does('restore a turn', intent, () => user.library.restoreTurn(turn.id))
  },
  'trash a conversation': user => {
    const conversation = user.random.pick(user.conversations().filter(({ purgeAt }) => purgeAt === null))
    if (!conversation) return
    user.does('trash a conversation', { conversations: { [conversation.id]: { purgeAt: 1 } } }, () =>
      user.library.trashConversation(conversation.id),
    )
  },
  'restore a conversation': user => {
    const conversation = user.random.pick(user.library.listConversations('trash'))
    if (!conversation) return
    user.does('restore a conversation', { conversations: { [conversation.id]: { purgeAt: null } } }, () =>
      user.library.restoreConversation(conversation.id),
    )
  },
  'delete a turn for ever': user => {
    const turn = user.random.pick(user.turns())
    if (!turn) return
    user.does('delete a turn for ever', { turns: { [turn.id]: null } }, () => user.library.deleteTurn(turn.id))
    user.letGo([turn.id])
  },
  'delete a conversation for ever': user => {
    const conversation = user.random.pick(user.conversations())
    if (!conversation) return
    const turnIds = user.turns().flatMap(turn => (turn.conversationId === conversation.id ? [turn.id] : []))
    const turns = Object.fromEntries(turnIds.map(id => [id, null]))
    const intent = { turns, conversations: { [conversation.id]: null } }
    user.does('delete a conversation for ever', intent, () => user.library.deleteConversation(conversation.id))
    user.letGo(turnIds)
  },
  'purge the trash': user => {
    const trashed = new Map(user.library.listConversations('trash').map(({ id }) => [id, null]))
    const turnIds = user
      .turns()
      .flatMap(({ id, status, conversationId }) => (status === 'trashed' || trashed.has(conversationId) ? [id] : []))
    const intent = {
      turns: Object.fromEntries(turnIds.map(id => [id, null])),
      conversations: Object.fromEntries(trashed),
    }
    user.does('purge the trash', intent, () => {
      user.shiftMs = TRASH_KEPT_MS + 1000
      try {
        user.library.purgeTrash()
      } finally {
        user.shiftMs = 0
      }
    })
    user.letGo(turnIds)
  },
  'let expire what is too old': async user => {
    const [sound, words] = user.random.pick(WAYS_TO_EXPIRE) ?? [false, false]
    const turns = Object.fromEntries(expiringTurns(user).flatMap(turn => expiryOf(turn, sound, words)))
    const policy = { soundDays: sound ? 7 : null, wordsDays: words ? 7 : null, soundBytes: null } as const
    const options = { isConfirmed: false, signal: new AbortController().signal, onSwept: () => undefined }
    await user.takesTimeFor('let expire what is too old', { turns }, async () => {
      user.shiftMs = 8 * DAY_MS
      try {
        await user.library.retention.sweep(policy, options)
      } finally {
        user.shiftMs = 0
      }
    })
  },
  'continue a conversation': async user => {
    const conversation = user.random.pick(user.conversations())
    const turns = conversation ? user.library.turnsOf(conversation.id) : []
    const kept = turns.filter(({ status }) => status !== 'recording')
    const last = user.random.pick(kept)
    if (!conversation || !last) return
    await user.copies('continue a conversation', kept, () =>
      user.library.continueConversation(conversation.id, last.id, wordsOf(user)),
    )
  },
  'import a conversation': async user => {
    const sound = { start: user.random.below(2 ** 31), bytes: BATCH_BYTES * (1 + user.random.below(20)) }
    const name = wordsOf(user)
    const { whole, turnId } = importedConversation(name, sound)
    const intent = {
      turns: { [turnId]: { conversationId: whole.manifest.id, status: 'stopped' as const } },
      conversations: { [whole.manifest.id]: { title: name, isNamed: true } },
    }
    user.note({ is: 'writing', turnId, side: 'recording', start: sound.start })
    await user.takesTimeFor('import a conversation', intent, () => user.library.addConversation(whole))
    user.note({ is: 'appended', turnId, side: 'recording', bytes: sound.bytes })
  },
  'export a conversation': async user => {
    const conversation = user.random.pick(user.conversations())
    if (!conversation) return
    const { exports, library } = user
    await user.takesTimeFor('export a conversation', {}, async () => {
      const path = join(makeFolderOfOne(exports, randomUUID()), 'Parley.zip')
      await writeExport([conversation], path, { library, options: EXPORT_OPTIONS, now: Date.now() })
    })
  },
  'close and open': user =>
    user.doesToAll('close and open', () => {
      user.close()
      user.note({ is: 'told' })
      user.open()
    }),
  'make the index anew': user =>
    user.doesToAll('make the index anew', () => {
      user.close()
      user.note({ is: 'told' })
      user.open({ rebuilds: true })
    }),
  'leave the folders time': async user => {
    // It takes half a second.
    if (user.random.below(8) > 0) return
    user.does('leave the folders time', {}, () => undefined)
    await user.rest()
  },
}
