import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Conversation } from '../../../app/conversation.ts'
import { LibraryFolder, newReply, newTurn } from '../../helpers/library-folder.ts'

let folder: LibraryFolder

beforeEach(() => {
  folder = new LibraryFolder()
})

afterEach(() => folder.remove())

describe('conversations', () => {
  test('a typed question gives the title, the newest words the snippet', () => {
    const turn = folder.library.createTurn(newTurn({ text: 'Is a golden retriever a good family dog?' }))
    folder.library.changeTurn(turn.id, { status: 'answered', reply: newReply({ words: 'Yes, they are patient.' }) })
    expect(folder.library.listConversations()).toEqual([
      {
        id: turn.conversationId,
        title: 'Is a golden retriever a good family dog?',
        createdAt: folder.now,
        changedAt: folder.now,
        turnCount: 1,
        draftCount: 0,
        snippet: 'Yes, they are patient.',
        bytes: 0,
        isNamed: false,
        isPinned: false,
        isArchived: false,
        purgeAt: null,
        profileId: null,
        personaId: null,
      },
    ])
  })

  test('a spoken conversation is titled by what was answered first, and is a voice message until then', () => {
    const { id, conversationId } = folder.spoken()
    const titles = [folder.library.conversation(conversationId)?.title]
    folder.library.changeTurn(id, { status: 'answered', reply: newReply({ words: 'They shed a lot.' }) })
    folder.spoken({ conversationId })
    titles.push(folder.library.conversation(conversationId)?.title)
    expect(titles).toEqual(['Voice message', 'They shed a lot.'])
  })

  test('the one that changed last is first', () => {
    const [first, second] = [folder.spoken(), folder.spoken()]
    folder.now += 1000
    folder.library.changeTurn(first.id, { status: 'sending' })
    expect(folder.library.listConversations().map(({ id }) => id)).toEqual([
      first.conversationId,
      second.conversationId,
    ])
  })

  test('a turn that is taken back out of the trash leaves their order as it is', () => {
    const [first, second] = [folder.spoken(), folder.spoken()]
    folder.now += 1000
    folder.library.changeTurn(second.id, { status: 'sending' })
    const before = folder.library.listConversations()
    folder.now += 1000
    folder.library.trashTurn(first.id, 'deleted')
    folder.library.restoreTurn(first.id)
    expect(folder.library.listConversations()).toEqual(before)
  })

  test('a turn is taken out of the trash as what it was', () => {
    const [draft, stopped, discarded] = [folder.spoken(), folder.spoken(), folder.spoken()]
    folder.library.changeTurn(stopped.id, { status: 'stopped', draftReason: null })
    folder.library.changeTurn(discarded.id, { status: 'recording', draftReason: null })
    folder.library.trashTurn(draft.id, 'discarded')
    folder.library.trashTurn(stopped.id, 'deleted')
    folder.library.trashTurn(discarded.id, 'discarded')
    const restored = [draft, stopped, discarded].map(({ id }) => folder.library.restoreTurn(id))
    expect(restored.map(({ status, draftReason }) => [status, draftReason])).toEqual([
      ['draft', 'focus-lost'],
      ['stopped', null],
      ['draft', 'discarded'],
    ])
  })

  test('come in pages that neither skip nor repeat one, though several changed at the same moment', () => {
    for (let n = 0; n < 7; n++) {
      if (n % 3 === 0) folder.now += 1000
      folder.spoken()
    }
    const pages: Conversation[][] = []
    for (let last: Conversation | null = null; pages.length < 4; last = pages.at(-1)?.at(-1) ?? null) {
      pages.push(folder.library.listConversations('recent', last, 3))
    }
    expect(pages.map(page => page.length)).toEqual([3, 3, 1, 0])
    expect(pages.flat()).toEqual(folder.library.listConversations())
  })

  test('what is in the trash is neither listed nor counted, and can be taken back', () => {
    const turn = folder.spoken({ text: 'Never mind' })
    folder.now += 1000
    folder.library.changeTurn(turn.id, { status: 'trashed' })
    const trashed = [
      folder.library.listConversations(),
      folder.library.turnsOf(turn.conversationId),
      folder.library.drafts(),
    ]
    folder.library.changeTurn(turn.id, { status: 'draft' })
    expect({ trashed, restored: folder.library.drafts() }).toEqual({ trashed: [[], [], []], restored: [turn] })
  })

  test('the folder tells the day and the conversation', () => {
    const { recording, conversationId } = folder.spoken()
    expect(recording?.file).toBe(`conversations/2026-11-23-${conversationId.slice(0, 8)}/0001-you.wav`)
  })

  test('two conversations whose ids begin alike have folders of their own', () => {
    const ids = ['aaaaaaaa-0000-4000-8000-000000000001', 'aaaaaaaa-0000-4000-8000-000000000002']
    const folders = ids.map(conversationId => dirname(folder.spoken({ conversationId }).recording?.file ?? ''))
    expect(folders).toEqual(['conversations/2026-11-23-aaaaaaaa', 'conversations/2026-11-23-aaaaaaaa-2'])
  })

  test('a conversation of typed words gets its folder when its own file is written', () => {
    folder.library.createTurn(newTurn({ text: 'Hello', status: 'sending' }))
    const before = readdirSync(join(folder.path, 'conversations'))
    folder.close()
    const after = readdirSync(join(folder.path, 'conversations'), { recursive: true })
    expect([before, after]).toEqual([[], [expect.any(String), expect.stringMatching(/conversation\.json$/)]])
  })

  test('everything is there after a restart', () => {
    folder.spoken({ text: 'One' }, true)
    folder.spoken({ conversationId: folder.spoken().conversationId })
    const everything = () => {
      const list = folder.library.listConversations()
      return { list, turns: list.map(({ id }) => folder.library.turnsOf(id)), drafts: folder.library.drafts() }
    }
    const before = everything()
    folder.reopen()
    expect(everything()).toEqual(before)
  })
})
