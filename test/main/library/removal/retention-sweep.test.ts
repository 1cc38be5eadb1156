import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Turn } from '../../../../app/conversation.ts'
import type { RetentionPolicy } from '../../../../app/library/retention.ts'
import { parseQuery } from '../../../../app/search/search-query.ts'
import type { SweptTurn } from '../../../../main/library/removal/retention-sweep.ts'
import { filesWith } from '../../../helpers/folder-contents.ts'
import { LibraryFolder, newOutboxEntry, newReply } from '../../../helpers/library-folder.ts'

const DAY = 24 * 3600 * 1000
const forEver: RetentionPolicy = { soundDays: null, wordsDays: null, soundBytes: null }
/** Bytes of the sound file that every recording and every reply of these tests has. */
const FILE_BYTES = 1004

let folder: LibraryFolder

beforeEach(() => {
  folder = new LibraryFolder()
})

afterEach(() => folder.remove())

/** A question that was typed and answered aloud, so many days ago. */
function answered(daysAgo: number, conversationId?: string, words = 'Gentle and patient'): Turn {
  const now = folder.now
  folder.now -= daysAgo * DAY
  const turn = folder.spoken({ text: 'Retrievers?', ...(conversationId ? { conversationId } : {}) }, true)
  const kept = folder.library.changeTurn(turn.id, { reply: newReply({ words }) })
  folder.now = now
  return kept
}

async function sweep(policy: Partial<RetentionPolicy>, isConfirmed = false) {
  const swept: SweptTurn[] = []
  const isHeld = await folder.library.retention.sweep(
    { ...forEver, ...policy },
    { isConfirmed, signal: new AbortController().signal, onSwept: turn => swept.push(turn) },
  )
  return { swept, isHeld }
}

const find = (word: string) =>
  folder.library.search(parseQuery(word), { order: 'recency', before: null, limit: 10 }).hits.length

describe('a sweep', () => {
  test('takes sound and leaves words, with its files gone', async () => {
    const [old, young] = [answered(8), answered(6)]
    const { swept } = await sweep({ soundDays: 7 })
    const now = folder.library.turn(old.id)
    expect(now).toEqual({
      ...old,
      recording: null,
      reply: { ...old.reply, sound: null },
      expired: 'sound',
    })
    expect({ swept, young: folder.library.turn(young.id), files: folder.soundFiles().length }).toEqual({
      swept: [{ turn: now }],
      young,
      files: 2,
    })
    expect(folder.library.conversation(old.conversationId)?.bytes).toBe(0)
  })

  test('takes words and leaves sound, with nothing of them in any file', async () => {
    const old = answered(31, undefined, 'Xylophones rust')
    answered(1)
    await folder.library.continueConversation(old.conversationId, old.id, 'Mine')
    await sweep({ wordsDays: 30 })
    const now = folder.library.turn(old.id)
    expect(now).toEqual({
      ...old,
      text: '',
      reply: { ...old.reply, words: '', alignment: [] },
      expired: 'words',
    })
    expect({ found: find('xylophones'), title: folder.library.conversation(old.conversationId)?.title }).toEqual({
      found: 0,
      title: 'Voice message',
    })
    folder.close()
    expect(filesWith(folder.path, ['Xylophones', 'xylophones'])).toEqual([])
  })

  test('leaves the name that the user gave a conversation', async () => {
    const { conversationId } = answered(31)
    folder.library.changeConversation(conversationId, { title: 'Dogs' })
    await sweep({ wordsDays: 30 })
    expect(folder.library.conversation(conversationId)?.title).toBe('Dogs')
  })

  test('takes a turn that has lost both, and with the last one its conversation', async () => {
    const old = answered(40)
    const later = answered(2, old.conversationId)
    const alone = answered(35)
    const { swept } = await sweep({ soundDays: 7, wordsDays: 30 })
    expect({
      swept,
      left: folder.library.turnsOf(old.conversationId),
      conversations: [old, alone].map(turn => folder.library.conversation(turn.conversationId)?.turnCount),
      files: folder.soundFiles().length,
      trash: folder.library.trashedTurns(),
    }).toEqual({
      swept: [old, alone].map(({ id: turnId, conversationId }) => ({ turnId, conversationId })),
      left: [later],
      conversations: [1, undefined],
      files: 2,
      trash: [],
    })
  })

  test('leaves pinned conversations, drafts, what waits to be sent or heard, what is answered, and the trash', async () => {
    const [pinned, trashed, inTrash, replying] = [answered(99), answered(99), answered(99), answered(99)]
    const [waiting, late] = [answered(99), answered(99)]
    const now = folder.now
    folder.now -= 99 * DAY
    folder.spoken()
    folder.now = now
    folder.library.changeConversation(pinned.conversationId, { isPinned: true })
    folder.library.trashTurn(trashed.id, 'deleted')
    folder.library.trashConversation(inTrash.conversationId)
    folder.library.changeTurn(replying.id, { status: 'replying' })
    const outbox = newOutboxEntry({ askedAt: now, nextAt: now })
    folder.library.changeTurn(waiting.id, { status: 'queued', outbox })
    folder.library.changeTurn(late.id, { outbox })
    expect((await sweep({ soundDays: 7, wordsDays: 7, soundBytes: 1 })).swept).toEqual([])
  })

  test('takes the oldest sound of what is more than the limit, with pinned sound counted', async () => {
    const pinned = answered(5)
    folder.library.changeConversation(pinned.conversationId, { isPinned: true })
    const [older, old, young] = [answered(4), answered(3), answered(2)]
    await sweep({ soundBytes: 5 * FILE_BYTES })
    const kept = (turn: Turn) => folder.library.turn(turn.id).recording !== null
    expect([pinned, older, old, young].map(kept)).toEqual([true, false, false, true])
    expect(folder.library.diskUse().soundBytes).toBe(4 * FILE_BYTES)
  })

  test('is told by the folders alone', async () => {
    answered(40)
    const [sound, words] = [answered(8), answered(9)]
    await sweep({ soundDays: 7 })
    const third = answered(31)
    await sweep({ wordsDays: 30 })
    const ids = [sound, words, third].map(({ id }) => id)
    const before = ids.map(id => folder.library.turn(id))
    folder.loseIndex()
    expect(ids.map(id => folder.library.turn(id)).map(withoutPeaks)).toEqual(before.map(withoutPeaks))
    expect(folder.library.notices).toEqual([])
  })

  test('goes through more than one step at a time, and stops when it is told to', async () => {
    for (let n = 0; n < 60; n++) answered(8)
    const stop = new AbortController()
    const swept: SweptTurn[] = []
    const options = { isConfirmed: false, signal: stop.signal }
    const sweeping = folder.library.retention.sweep(
      { ...forEver, soundDays: 7 },
      {
        ...options,
        onSwept: turn => {
          swept.push(turn)
          stop.abort()
        },
      },
    )
    await expect(sweeping).rejects.toThrow('aborted')
    const first = swept.length
    folder.reopen()
    const rest = (await sweep({ soundDays: 7 })).swept.length
    expect({ isAPart: first > 0 && first < 60, all: first + rest, files: folder.soundFiles() }).toEqual({
      isAPart: true,
      all: 60,
      files: [],
    })
  })
})

describe('a clock that is wrong', () => {
  test('takes nothing by age when it is years ahead, until the user has seen what goes', async () => {
    const turn = answered(8)
    folder.now += 5 * 365 * DAY
    expect(await sweep({ soundDays: 90, wordsDays: 90 })).toEqual({ swept: [], isHeld: true })
    expect(folder.library.turn(turn.id)).toEqual(turn)
    expect((await sweep({ soundDays: 90, wordsDays: 90 }, true)).swept).toHaveLength(1)
  })

  test('takes sound that is too much all the same', async () => {
    const turn = answered(8)
    folder.now += 5 * 365 * DAY
    expect((await sweep({ soundBytes: 1 })).swept).toEqual([{ turn: folder.library.turn(turn.id) }])
  })

  test('takes nothing when it is behind, nor what was said under it', async () => {
    const before = answered(1)
    folder.now = Date.UTC(1970, 0, 2)
    const under = answered(0)
    const policy = { soundDays: 7, wordsDays: 7 } as const
    const swept = [...(await sweep(policy)).swept]
    folder.now = Date.UTC(2026, 10, 23, 12)
    swept.push(...(await sweep(policy)).swept)
    expect({ swept, turns: [before, under].map(({ id }) => folder.library.turn(id)) }).toEqual({
      swept: [],
      turns: [before, under],
    })
  })
})

describe('a preview', () => {
  test('counts what a sweep then removes, and removes nothing', async () => {
    const [oldest, old] = [answered(40), answered(8)]
    answered(39, oldest.conversationId)
    answered(1)
    const policy = { ...forEver, soundDays: 7, wordsDays: 30 } as const
    expect(await folder.library.retention.preview(policy)).toEqual({
      ...{ sounds: 6, bytes: 6 * FILE_BYTES, texts: 2, turns: 2, conversations: 2 },
      oldestAt: oldest.createdAt,
      isClockDoubtful: false,
    })
    expect(folder.library.turn(old.id)).toEqual(old)
    expect((await sweep(policy)).swept).toHaveLength(3)
  })

  test('of a policy that keeps everything is empty', async () => {
    answered(4000)
    expect(await folder.library.retention.preview(forEver)).toMatchObject({ sounds: 0, texts: 0, oldestAt: null })
  })
})

function withoutPeaks(turn: Turn): Turn {
  const bare = <S extends { peaks: number[] }>(sound: S | null | undefined) => (sound ? { ...sound, peaks: [] } : null)
  return {
    ...turn,
    recording: bare(turn.recording),
    reply: turn.reply && { ...turn.reply, sound: bare(turn.reply.sound) },
  }
}
