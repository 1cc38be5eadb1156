import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Reply, Turn } from '../../../../app/conversation.ts'
import type { SearchHit, SearchOrder, SearchPart } from '../../../../app/search/search-hit.ts'
import { findMatches } from '../../../../app/search/search-matches.ts'
import { parseQuery } from '../../../../app/search/search-query.ts'
import { LibraryFolder, newReply, newTurn, tellingPcm } from '../../../helpers/library-folder.ts'

let folder: LibraryFolder

beforeEach(() => {
  folder = new LibraryFolder()
})
afterEach(() => folder.remove())

const MINUTE = 60_000

/** An answered turn, a minute after the one before. */
function said(text: string, reply: Partial<Reply> = {}, conversationId: string = randomUUID()): Turn {
  folder.now += MINUTE
  const { id } = folder.library.createTurn(newTurn({ status: 'sending', text, conversationId }))
  return folder.library.changeTurn(id, { status: 'answered', reply: newReply({ words: '', ...reply }) })
}

function find(text: string, order: SearchOrder = 'recency'): SearchHit[] {
  const query = parseQuery(text, { asYouType: order === 'recency' })
  return folder.library.search(query, { order, before: null, limit: 50 }).hits
}

/** What each turn that is found was asked with, in the order of the hits. */
function questions(text: string, order?: SearchOrder): string[] {
  return find(text, order).flatMap(hit => (hit.kind === 'turn' ? [folder.library.turn(hit.turnId).text] : []))
}

function partsFound(text: string): SearchPart[] {
  return find(text).flatMap(hit => (hit.kind === 'turn' ? hit.parts : []))
}

/** A sound of that side of a turn, one second long. */
function addSecond({ id }: Turn, side: 'recording' | 'reply'): void {
  const file = folder.library.createSoundFile(id, side)
  file.append(tellingPcm(48_000))
  file.finish()
}

describe('a search', () => {
  test('tells whose words they are, where, when, and in which conversation', () => {
    const turn = said('Is a golden retriever gentle?', { words: 'Golden retrievers are gentle.' })
    expect(find('golden')).toEqual([
      {
        kind: 'turn',
        conversationId: turn.conversationId,
        conversationTitle: 'Is a golden retriever gentle?',
        turnId: turn.id,
        position: 1,
        createdAt: folder.now,
        parts: [
          {
            side: 'recording',
            excerpt: {
              text: 'Is a golden retriever gentle?',
              marks: [{ start: 5, end: 11 }],
              isCutBefore: false,
              isCutAfter: false,
            },
            charOffset: 5,
            atMs: null,
          },
          {
            side: 'reply',
            excerpt: {
              text: 'Golden retrievers are gentle.',
              marks: [{ start: 0, end: 6 }],
              isCutBefore: false,
              isCutAfter: false,
            },
            charOffset: 0,
            atMs: null,
          },
        ],
      },
    ])
  })

  test('brings the newest first while it is typed, the best first when it is asked for', () => {
    said('dog dog dog')
    said('a dog among very many other words that say nothing of any animal at all')
    expect(questions('dog').map(text => text.slice(0, 5))).toEqual(['a dog', 'dog d'])
    expect(questions('dog', 'rank').map(text => text.slice(0, 5))).toEqual(['dog d', 'a dog'])
  })

  test('brings nothing for nothing', () => {
    said('Hello')
    expect(['', '  ', '?!', '""', 'from:'].map(text => find(text).length)).toEqual([0, 0, 0, 0, 0])
  })

  beforeEach(() => {
    folder.now = Date.UTC(2026, 10, 23, 12)
  })

  test.each([
    ['a word, whatever its case and accents', 'CAFE', ['Un café noir']],
    ['a beginning of two letters', 'ca', ['Un café noir']],
    ['all words, whoever said them', 'weather sunny', ['Weather in Porto']],
    ['a phrase', '"porto in winter"', []],
    ['a phrase that stands there', '"weather in porto"', ['Weather in Porto']],
    ['one Chinese character', '安', ['天安门在哪里']],
    ['two Chinese characters within a sentence', '在哪', ['天安门在哪里']],
    ['no Chinese characters that do not follow each other', '天门', []],
    ['the user’s words only', 'from:me porto', ['Weather in Porto']],
    ['the reply’s words only', 'from:reply porto', []],
    ['every turn with a reply’s words', 'from:reply', ['Weather in Porto', 'Un café noir']],
    ['every turn of a voice', 'voice:alloy', ['Weather in Porto']],
    ['a word by a voice', 'noir voice:alloy', []],
    ['a model by a part of its name', 'model:mini', ['Un café noir']],
    ['turns from a day on', 'after:2026-11-25', ['天安门在哪里']],
    ['words before a day', 'porto before:2026-11-25', ['Weather in Porto']],
    ['no words from a later day on', 'porto after:2026-11-25', []],
    ['turns between two days', 'after:2026-11-24 before:2026-11-25', ['Weather in Porto']],
  ])('finds %s', (_, query, found) => {
    said('Un café noir', { words: 'Avec plaisir.', voice: 'marin', model: 'gpt-audio-mini' })
    folder.now += 24 * 60 * MINUTE
    said('Weather in Porto', { words: 'Sunny', voice: 'alloy', model: 'gpt-audio' })
    folder.now += 24 * 60 * MINUTE
    said('天安门在哪里', { words: '', voice: '', model: '' })
    expect(questions(query)).toEqual(found)
  })

  test('finds beginnings only while it is typed', () => {
    said('Weather in Porto')
    expect([questions('weath'), questions('weath', 'rank')]).toEqual([['Weather in Porto'], []])
  })

  test('finds what was said once it was put into words, and then the words that it was corrected to', () => {
    const { id } = folder.spoken()
    const before = find('retriever').length
    const transcript = { words: 'A golden retriever', alignment: [], isEdited: false, model: 'whisper', cost: null }
    folder.library.changeTurn(id, { transcript })
    const heard = find('retriever').length
    folder.library.changeTurn(id, { transcript: { ...transcript, words: 'A golden receiver', isEdited: true } })
    expect([before, heard, find('retriever').length, find('receiver').length]).toEqual([0, 1, 0, 1])
  })

  test('leaves out what is in the trash until it is taken back', () => {
    const [one, other] = [said('Porto one'), said('Porto two')]
    folder.library.trashTurn(one.id, 'deleted')
    folder.library.trashConversation(other.conversationId)
    const trashed = [questions('porto'), questions('porto', 'rank'), questions('from:me'), questions('after:2026')]
    folder.library.restoreTurn(one.id)
    folder.library.restoreConversation(other.conversationId)
    expect([...trashed, questions('porto')]).toEqual([[], [], [], [], ['Porto two', 'Porto one']])
  })

  test('shows as many of the best as are wanted, though better ones are in the trash', () => {
    const better = Array.from({ length: 9 }, () => said('Porto'))
    const others = [said('Porto in the rain'), said('Porto in the sun and in the rain')]
    for (const { id } of better) folder.library.trashTurn(id, 'deleted')
    const page = folder.library.search(parseQuery('porto'), { order: 'rank', before: null, limit: 2 })
    expect(page.hits.map(hit => (hit.kind === 'turn' ? hit.turnId : ''))).toEqual(others.map(({ id }) => id))
  })

  test('leaves out what was deleted', () => {
    const turn = said('Porto')
    folder.library.deleteTurn(turn.id)
    expect(find('porto')).toEqual([])
  })

  test.each(['recency', 'rank'] as const)('comes in pages that neither skip nor repeat, by %s', order => {
    for (let i = 0; i < 23; i++) said(`dog ${'and '.repeat(i % 4)}`)
    const query = parseQuery('dog')
    const found: string[] = []
    let page = folder.library.search(query, { order, before: null, limit: 5 })
    while (page.next) {
      found.push(...page.hits.map(hit => (hit.kind === 'turn' ? hit.turnId : '')))
      page = folder.library.search(query, { order, before: page.next, limit: 5 })
    }
    found.push(...page.hits.map(hit => (hit.kind === 'turn' ? hit.turnId : '')))
    const whole = find('dog', order).map(hit => (hit.kind === 'turn' ? hit.turnId : ''))
    expect([found, new Set(found).size]).toEqual([whole, 23])
  })

  test('finds conversations by the names that were given to them, and not by others', () => {
    const [named, unnamed] = [said('What shall we eat?'), said('Trip to Lisbon')]
    folder.library.changeConversation(named.conversationId, { title: 'Trip to Pórto' })
    const [hit, ...others] = find('trip por')
    expect([hit, others, find('lisbon')[0]]).toEqual([
      {
        kind: 'conversation',
        conversationId: named.conversationId,
        conversationTitle: 'Trip to Pórto',
        marks: [
          { start: 0, end: 4 },
          { start: 8, end: 13 },
        ],
      },
      [],
      expect.objectContaining({ kind: 'turn', turnId: unnamed.id }),
    ])
  })

  test('finds a conversation by name no more once it was named otherwise or thrown away', () => {
    const [renamed, trashed] = [said('One'), said('Two')]
    for (const { conversationId } of [renamed, trashed]) {
      folder.library.changeConversation(conversationId, { title: 'Porto' })
    }
    const before = find('porto').length
    folder.library.changeConversation(renamed.conversationId, { title: '' })
    folder.library.trashConversation(trashed.conversationId)
    expect([before, find('porto').length]).toEqual([2, 0])
  })

  test('finds the same when the index was made again', () => {
    const turn = said('Weather in Porto', { words: 'Sunny', voice: 'alloy' })
    folder.library.changeConversation(turn.conversationId, { title: 'Holidays' })
    const asked = ['porto', 'sunny voice:al', 'holidays', 'from:reply']
    const before = asked.map(text => find(text))
    folder.loseIndex()
    expect(asked.map(text => find(text))).toEqual(before)
  })
})

describe('where a match is said', () => {
  test('is told from the alignment of the reply', () => {
    const turn = said('Tell me', { words: 'Golden retrievers are gentle.', alignment: [[18, 400]] })
    addSecond(turn, 'reply')
    expect(partsFound('are').map(({ side, charOffset, atMs }) => ({ side, charOffset, atMs }))).toEqual([
      { side: 'reply', charOffset: 18, atMs: 400 },
    ])
  })

  test('is told from the alignment of the transcript, below what was typed', () => {
    const turn = said('About this file')
    addSecond(turn, 'recording')
    const transcript = {
      words: 'A golden retriever',
      alignment: [[9, 700] as const],
      isEdited: false,
      model: 'whisper',
      cost: null,
    }
    folder.library.changeTurn(turn.id, { transcript })
    expect(partsFound('retriever').map(({ charOffset, atMs }) => ({ charOffset, atMs }))).toEqual([
      { charOffset: 'About this file\nA golden '.length, atMs: 700 },
    ])
  })

  test('is not told of words that were typed', () => {
    const turn = said('About this file')
    addSecond(turn, 'recording')
    expect(partsFound('file').map(({ atMs }) => atMs)).toEqual([null])
  })
})

test('whatever is found is marked on one side at least, and what is not found lacks a word on every side', () => {
  const words = fc.array(fc.constantFrom('gold', 'golden', 'dóg', "don't", '天', '安门', 'ß', '.', '\n'), {
    maxLength: 6,
  })
  const typed = fc.array(fc.constantFrom('go', 'golden', 'dog', 'don', '天安', 'ss', '"', 'from:me', 'from:reply'), {
    minLength: 1,
    maxLength: 4,
  })
  const tally = { found: 0, notFound: 0 }
  fc.assert(
    fc.property(words, words, typed, fc.constantFrom('recency', 'rank'), (mine, reply, pieces, order) => {
      const query = parseQuery(pieces.join(' '), { asYouType: order === 'recency' })
      fc.pre(query.terms.length > 0)
      const turn = said(mine.join(' '), { words: reply.join(' ') })
      const hits = folder.library.search(query, { order, before: null, limit: 1 }).hits
      folder.library.deleteTurn(turn.id)
      const searched = [query.from === 'reply' ? '' : turn.text, query.from === 'me' ? '' : (turn.reply?.words ?? '')]
      const hasAll = query.terms.every(term =>
        searched.some(text => findMatches(text, { ...query, terms: [term] }).length > 0),
      )
      tally[hasAll ? 'found' : 'notFound']++
      const marked = hits.flatMap(hit => (hit.kind === 'turn' ? hit.parts.flatMap(({ excerpt }) => excerpt.marks) : []))
      expect([hits.length, marked.length > 0]).toEqual([Number(hasAll), hasAll])
    }),
    { numRuns: 200 },
  )
  // Of two hundred, some thirty-five are found; five or fewer never were.
  expect([tally.found > 5, tally.notFound > 5]).toEqual([true, true])
})
