import { randomUUID } from 'node:crypto'
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { parseQuery } from '../../../app/search/search-query.ts'
import type { Library } from '../../../main/library/library.ts'
import { openLibrary } from '../../../main/library/open-library.ts'
import { MANIFEST_NAME } from '../../../main/library/paths.ts'
import { UNKNOWN_REPLY } from '../../../main/library/recovery/unknown-reply.ts'
import { sought } from '../generated-library.ts'

/** What using a library took: every single time in milliseconds, Parley's and the naive one's. */
export type UseCosts = Record<string, { ours: number[]; naive: number[] }>

const HITS = 50
const SEARCHES = 60
const INSERTS = 1000
const REWRITES = 100

/*
 * Uses a library that has an index: library-use.ts <folder> [insert]. With `insert` nothing but inserting is measured.
 */
const [folder = '', only] = process.argv.slice(2)
const library = openLibrary(folder)
await library.inspect()
const costs: UseCosts = only === 'insert' ? {} : searches(library)
costs.insert = { ours: insertTurns(library), naive: rewriteManifests(library) }
library.close()
process.send?.(costs)

function searches(library: Library): UseCosts {
  const naive = new DatabaseSync(join(folder, 'library.db'), { readOnly: true })
  // A plain table of words, as whoever searched this way would keep them.
  naive.exec(`CREATE TEMPORARY TABLE words AS SELECT number, id, told ->> '$.reply.words' AS reply,
    concat(told ->> '$.text', told ->> '$.transcript.words') AS question FROM turns ORDER BY number`)
  const like = naive.prepare(`SELECT id FROM words WHERE question LIKE :sought OR reply LIKE :sought
    ORDER BY number DESC LIMIT ${HITS}`)
  // The most of the word for its length first.
  const likeBest = naive.prepare(`SELECT id, length(question) + length(reply) AS size FROM words
    WHERE question LIKE :sought OR reply LIKE :sought
    ORDER BY (size - length(replace(lower(question), :plain, '')) - length(replace(lower(reply), :plain, ''))) * 1.0 / size DESC
    LIMIT ${HITS}`)
  const compare = (text: string, order: 'recency' | 'rank', asYouType = false) => {
    const query = parseQuery(text, { asYouType })
    const plain = text.replaceAll('"', '')
    const sought = `%${plain}%`
    return {
      ours: timed(SEARCHES, () => library.search(query, { order, before: null, limit: HITS }).hits.length),
      naive: timed(Math.ceil(SEARCHES / 6), () =>
        order === 'rank' ? likeBest.all({ sought, plain }).length : like.all({ sought }).length,
      ),
    }
  }
  try {
    return {
      rare: compare(sought.rare, 'recency'),
      common: compare(sought.common, 'recency'),
      ranked: compare(sought.common, 'rank'),
      phrase: compare(`"${sought.phrase}"`, 'recency'),
      prefix: compare(sought.prefix, 'recency', true),
    }
  } finally {
    naive.close()
  }
}

/** A question with words and its answer, each in another conversation. */
function insertTurns(library: Library): number[] {
  const conversations = library.listConversations('recent', null, 200)
  return Array.from({ length: INSERTS }, (_, i) => {
    const conversationId = conversations[i % conversations.length]?.id ?? ''
    const id = randomUUID()
    const question = { id, conversationId, status: 'sending', text: `What about number ${i}?` } as const
    const beganAt = performance.now()
    library.createTurn({ ...question, microphone: '', attachmentName: null })
    library.changeTurn(id, { status: 'answered', reply: { ...UNKNOWN_REPLY, words: `The answer is ${i * i}.` } })
    return performance.now() - beganAt
  })
}

/** The same where a conversation's file is all there is: it is read, added to and safely written anew. */
function rewriteManifests(library: Library): number[] {
  const conversations = library.listConversations('recent', null, 200)
  return Array.from({ length: REWRITES }, (_, i) => {
    const [turn] = library.turnsOf(conversations[i % conversations.length]?.id ?? '', 2)
    const path = join(folder, turn?.recording?.file ?? '', '..', MANIFEST_NAME)
    const beganAt = performance.now()
    const manifest = JSON.parse(readFileSync(path, 'utf8')) as { turns: unknown[] }
    manifest.turns.push(manifest.turns[0])
    const file = openSync(`${path}.naive`, 'w')
    writeFileSync(file, JSON.stringify(manifest))
    fsyncSync(file)
    closeSync(file)
    const tookMs = performance.now() - beganAt
    renameSync(`${path}.naive`, join(folder, 'naive.json'))
    return tookMs
  })
}

function timed(count: number, work: () => number): number[] {
  return Array.from({ length: count }, () => {
    const beganAt = performance.now()
    if (work() === 0) throw new Error('Nothing was found')
    return performance.now() - beganAt
  })
}
