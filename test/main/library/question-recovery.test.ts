import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Turn } from '../../../app/conversation.ts'
import { WAV_HEADER_BYTES } from '../../../app/wav.ts'
import type { GrowingSound } from '../../../main/library/sounds/sounds.ts'
import type { TurnChange } from '../../../main/library/turn-changes.ts'
import { LibraryFolder, newOutboxEntry, newReply, newTurn, tellingPcm } from '../../helpers/library-folder.ts'

const REPLY_KEPT = { name: 'replies_kept', count: 1 }

let folder: LibraryFolder

beforeEach(() => {
  folder = new LibraryFolder()
})

afterEach(() => folder.remove())

describe('a reply that was under way', () => {
  function replying(change: Parameters<typeof folder.library.changeTurn>[1]): {
    turn: Turn
    file: GrowingSound
    path: string
  } {
    const turn = folder.library.createTurn(newTurn({ status: 'sending', text: 'Why?' }))
    folder.library.changeTurn(turn.id, change)
    const file = folder.library.createSoundFile(turn.id, 'reply')
    file.append(tellingPcm(4800))
    return { turn, file, path: folder.partPath(turn) }
  }

  test('is kept as far as it came, on a turn that failed', () => {
    const { turn } = replying({ status: 'replying', reply: newReply() })
    const { notices } = folder.reopen()
    expect({ notices, turn: folder.library.turn(turn.id) }).toMatchObject({
      notices: [REPLY_KEPT],
      turn: {
        status: 'failed',
        failure: { code: 'cut_off' },
        reply: { words: newReply().words, isComplete: false, sound: { durationMs: 100 } },
      },
    })
    expect(Buffer.from(folder.library.readSound(turn.id, 'reply', WAV_HEADER_BYTES, 4800).bytes)).toEqual(
      Buffer.from(tellingPcm(4800)),
    )
  })

  test('is kept when not a word of it had been noted', () => {
    const { turn } = replying({ status: 'replying' })
    folder.reopen()
    expect(folder.library.turn(turn.id).reply).toMatchObject({ words: '', isComplete: false, sound: { bytes: 4844 } })
  })

  test('leaves the question as the user stopped it', () => {
    const { turn } = replying({ status: 'stopped', reply: newReply() })
    folder.reopen()
    expect(folder.library.turn(turn.id)).toMatchObject({ status: 'stopped', reply: { isComplete: false } })
  })

  test.each(['sending', 'replying'] as const)('fails a turn that was %s without sound', status => {
    const { id } = folder.library.createTurn(newTurn({ status: 'sending', text: 'Why?' }))
    folder.library.changeTurn(id, status === 'replying' ? { status, reply: newReply() } : { status })
    folder.reopen()
    expect(folder.library.turn(id)).toMatchObject({
      status: 'failed',
      failure: { code: 'cut_off' },
      reply: status === 'replying' ? { isComplete: false } : null,
    })
  })
})

describe('a question of the outbox', () => {
  const entry = newOutboxEntry({ attempts: 3, unanswered: 1 })

  function waiting(change: TurnChange): Turn {
    const { id } = folder.library.createTurn(newTurn({ status: 'sending', text: 'Why?' }))
    return folder.library.changeTurn(id, { outbox: entry, ...change })
  }

  test.each(['killed', 'without its index'])('waits on when Parley was %s', how => {
    const turn = waiting({ status: 'queued', failure: { code: 'unreachable', message: 'Nobody is there.' } })
    if (how === 'killed') folder.reopen()
    else folder.loseIndex()
    expect(folder.library.outbox()).toEqual([turn])
  })

  test.each(['killed', 'without its index'])('waits on when Parley was %s before its request was out', how => {
    const turn = waiting({ status: 'sending' })
    if (how === 'killed') folder.reopen()
    else folder.loseIndex()
    expect(folder.library.outbox()).toEqual([{ ...turn, status: 'queued' }])
  })

  test.each(['killed', 'without its index'])(
    'has failed when Parley was %s after its request was out, which may be billed',
    how => {
      const { id } = waiting({ status: 'sending', outbox: { ...entry, nextAt: null } })
      if (how === 'killed') folder.reopen()
      else folder.loseIndex()
      expect(folder.library.turn(id)).toMatchObject({ status: 'failed', failure: { code: 'cut_off' }, outbox: null })
    },
  )

  test('is not listed while its conversation is in the trash', () => {
    const { conversationId } = waiting({ status: 'queued' })
    folder.library.trashConversation(conversationId)
    expect(folder.library.outbox()).toEqual([])
    folder.library.restoreConversation(conversationId)
    expect(folder.library.outbox()).toHaveLength(1)
  })
})
