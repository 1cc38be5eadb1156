import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ConversationPlaceSchema, type Transcript, type Turn, type TurnStatus } from '../../../app/conversation.ts'
import type { SearchCursor } from '../../../app/search/search-hit.ts'
import { parseQuery } from '../../../app/search/search-query.ts'
import type { SearchPage } from '../../../main/library/search/search.ts'
import { LibraryFolder, newOutboxEntry, newReply, newTurn, tellingPcm } from '../../helpers/library-folder.ts'

/** What a user and a model can do to a library, on the turn or conversation that `pick` chooses among those there are. */
type Operation =
  | { what: 'type' | 'record' | 'discard' | 'attach'; pick: number; bytes: number; isNew: boolean }
  | { what: 'answer'; pick: number; bytes: number; words: string }
  | { what: 'change status'; pick: number; status: TurnStatus }
  | { what: 'ask again' | 'delete turn' | 'delete conversation'; pick: number }
  | { what: 'put into words' | 'rename'; pick: number; words: string }
  | { what: 'arrange'; pick: number; isPinned: boolean; isArchived: boolean }
  | { what: 'throw away' | 'take back'; pick: number; isTurn: boolean }
  | { what: 'reopen' }
  | { what: 'pass time'; ms: number }
  | { what: 'purge' }

const pick = fc.nat(9)
const bytes = fc.nat(3000)
/** Only those that a restart leaves as they are; the others have tests of their own. */
const settled = fc.constantFrom<TurnStatus>('answered', 'stopped', 'joined', 'failed', 'trashed', 'draft', 'queued')
const operation: fc.Arbitrary<Operation> = fc.oneof(
  fc.record({ what: fc.constantFrom('type', 'record', 'discard', 'attach'), pick, bytes, isNew: fc.boolean() }),
  fc.record({ what: fc.constant('answer'), pick, bytes, words: fc.string({ unit: 'grapheme' }) }),
  fc.record({ what: fc.constant('change status'), pick, status: settled }),
  fc.record({ what: fc.constantFrom('ask again', 'delete turn', 'delete conversation'), pick }),
  // Never a day in all, after which a restart empties the trash.
  fc.record({ what: fc.constant('pass time'), ms: fc.nat(1800 * 1000) }),
  fc.constantFrom({ what: 'purge' }, { what: 'reopen' }),
  fc.record({ what: fc.constantFrom('put into words', 'rename'), pick, words: fc.string({ unit: 'grapheme' }) }),
  fc.record({ what: fc.constant('arrange'), pick, isPinned: fc.boolean(), isArchived: fc.boolean() }),
  fc.record({ what: fc.constantFrom('throw away', 'take back'), pick, isTurn: fc.boolean() }),
) as fc.Arbitrary<Operation>

/** What was said in a recording, with where each word is. */
function spoken(words: string): Transcript {
  return { words, alignment: [[words.length, 20]], isEdited: false, model: 'practice', cost: null }
}

/** What the outbox knows of a turn that is made to wait, or was answered late. */
function outboxEntry({ pick, status }: { pick: number; status: TurnStatus }): Turn['outbox'] {
  const isLate = status === 'answered' && pick > 5
  if (status !== 'queued' && !isLate) return null
  return newOutboxEntry({ askedAt: pick, attempts: pick, nextAt: isLate ? null : pick, isBeyondLimit: pick > 7 })
}

/** A library with what it should contain, told by nothing but the operations. */
class Model {
  readonly folder = new LibraryFolder()
  #turnIds: string[] = []

  do(operation: Operation): void {
    const { library } = this.folder
    const turn = 'pick' in operation ? this.#turn(operation.pick) : null
    // So that no two things were done at the same moment, whose order is nobody's to tell afterwards.
    this.folder.now += 1
    if (operation.what === 'pass time') this.folder.now += operation.ms
    else if (operation.what === 'purge') library.purgeTrash()
    else if (operation.what === 'reopen') this.folder.reopen()
    else if ('isNew' in operation) this.#ask(operation)
    else if (!turn) return
    else if (operation.what === 'delete turn') library.deleteTurn(turn.id)
    else if (operation.what === 'delete conversation') library.deleteConversation(turn.conversationId)
    else if (operation.what === 'ask again') library.changeTurn(turn.id, { status: 'failed', reply: null })
    else if ('status' in operation)
      library.changeTurn(turn.id, { status: operation.status, outbox: outboxEntry(operation) })
    else if ('isTurn' in operation) this.#move(turn, operation)
    else if ('isPinned' in operation) library.changeConversation(turn.conversationId, operation)
    else if (operation.what === 'rename') library.changeConversation(turn.conversationId, { title: operation.words })
    else if (operation.what === 'put into words') library.changeTurn(turn.id, { transcript: spoken(operation.words) })
    else if ('bytes' in operation) this.#answer(turn.id, operation.bytes, operation.words)
    this.#turnIds = this.#turnIds.filter(id => this.#find(id))
  }

  /** Everything that can be seen of the library, the trash included. */
  everything(): unknown {
    const { library } = this.folder
    const conversations = ConversationPlaceSchema.options.flatMap(place => library.listConversations(place))
    return {
      conversations,
      turns: conversations.map(({ id }) => library.turnsOf(id)),
      drafts: library.drafts(),
      outbox: library.outbox(),
      trashed: library.trashedTurns(),
      waiting: library.waitingTranscriptions(),
      // Which of two turns of the same millisecond is looked at first is left open.
      wordless: library.wordlessRecordings().recordings.toSorted((a, b) => a.turnId.localeCompare(b.turnId)),
      found: ['question', 'a', '1', 'from:reply'].map(text => this.#found(text)),
      all: this.#turnIds.map(id => library.turn(id)),
      files: this.folder.soundFiles(),
    }
  }

  #found(text: string) {
    const hits: unknown[] = []
    for (let before: SearchCursor | null = null; ; ) {
      const page: SearchPage = this.folder.library.search(parseQuery(text), { order: 'recency', before, limit: 3 })
      hits.push(...page.hits)
      if (!page.next) return hits
      before = page.next
    }
  }

  #move(turn: Turn, { what, isTurn }: Extract<Operation, { isTurn: boolean }>): void {
    const { library } = this.folder
    if (what === 'throw away' && isTurn) library.trashTurn(turn.id, 'deleted')
    else if (what === 'throw away') library.trashConversation(turn.conversationId)
    else if (isTurn) library.restoreTurn(turn.id)
    else library.restoreConversation(turn.conversationId)
  }

  /** Paths of all sounds of all turns, sorted. */
  soundsInRows(): string[] {
    const turns = this.#turnIds.map(id => this.folder.library.turn(id))
    const sounds = turns.flatMap(turn => [turn.recording, turn.reply?.sound])
    return sounds.flatMap(sound => (sound ? [sound.file] : [])).sort()
  }

  #ask({ what, pick, bytes, isNew }: Extract<Operation, { isNew: boolean }>): void {
    const { library } = this.folder
    const conversationId = (isNew ? null : this.#turn(pick)?.conversationId) ?? randomUUID()
    const { id } = library.createTurn(newTurn({ conversationId, text: what === 'type' ? `Question ${pick}` : '' }))
    if (what === 'attach') {
      library.importSound(id, { format: 'mp3', bytes: tellingPcm(bytes + 1), durationMs: bytes, peaks: [] })
    } else if (what !== 'type') {
      const file = library.createSoundFile(id, 'recording')
      file.append(tellingPcm(bytes - (bytes % 2) + 2))
      if (what === 'record') file.finish()
      else file.discard()
    }
    if (what === 'discard') library.deleteTurn(id)
    else library.changeTurn(id, { status: 'draft', draftReason: 'focus-lost' })
    this.#turnIds.push(id)
  }

  #answer(turnId: string, bytes: number, words: string): void {
    const { library } = this.folder
    if (bytes > 300) {
      const file = library.createSoundFile(turnId, 'reply')
      file.append(tellingPcm(bytes - (bytes % 2)))
      file.finish()
    }
    library.changeTurn(turnId, { status: 'answered', reply: newReply({ words }) })
  }

  #turn(pick: number): Turn | null {
    return this.#find(this.#turnIds[pick % this.#turnIds.length] ?? '')
  }

  #find(id: string): Turn | null {
    try {
      return this.folder.library.turn(id)
    } catch {
      return null
    }
  }
}

function withModel(work: (model: Model) => void): void {
  const model = new Model()
  try {
    work(model)
  } finally {
    model.folder.remove()
  }
}

test('any sequence of operations gives a library that is the same after a restart, with a file for each row and no other', () => {
  fc.assert(
    fc.property(fc.array(operation, { minLength: 1, maxLength: 25 }), operations => {
      withModel(model => {
        for (const operation of operations) model.do(operation)
        const before = model.everything()
        const rows = model.soundsInRows()
        const { notices } = model.folder.reopen()
        expect({ notices, everything: model.everything(), files: model.folder.soundFiles() }).toEqual({
          notices: [],
          everything: before,
          files: rows,
        })
        model.folder.close()
        const database = new DatabaseSync(join(model.folder.path, 'library.db'))
        const checks = ['integrity_check', 'foreign_key_check'].map(check => database.prepare(`PRAGMA ${check}`).all())
        database.close()
        expect(checks).toEqual([[{ integrity_check: 'ok' }], []])
      })
    }),
    { numRuns: 40 },
  )
}, 120_000)

test('any sequence of operations gives a library that is the same without its index, but for the drawings of its sounds', () => {
  fc.assert(
    fc.property(fc.array(operation, { minLength: 1, maxLength: 25 }), operations => {
      withModel(model => {
        for (const operation of operations) model.do(operation)
        const before = withoutPeaks(model.everything())
        model.folder.loseIndex()
        const { notices } = model.folder.library
        expect({ notices, everything: withoutPeaks(model.everything()) }).toEqual({ notices: [], everything: before })
      })
    }),
    { numRuns: 40 },
  )
}, 120_000)

/** The same without what can be drawn again of the sounds. */
function withoutPeaks(everything: unknown): unknown {
  return JSON.parse(JSON.stringify(everything, (key, value) => (key === 'peaks' ? [] : value)))
}
