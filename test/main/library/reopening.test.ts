import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Turn, TurnStatus } from '../../../app/conversation.ts'
import { LibraryFolder, newReply, newTurn, tellingPcm } from '../../helpers/library-folder.ts'

/** What a user and a model can do to a library, on the turn or conversation that `pick` chooses among those there are. */
type Operation =
  | { what: 'type' | 'record' | 'discard' | 'attach'; pick: number; bytes: number; isNew: boolean }
  | { what: 'answer'; pick: number; bytes: number; words: string }
  | { what: 'change status'; pick: number; status: TurnStatus }
  | { what: 'ask again' | 'delete turn' | 'delete conversation'; pick: number }
  | { what: 'pass time'; ms: number }
  | { what: 'purge' }

const pick = fc.nat(9)
const bytes = fc.nat(3000)
/** Only those that a restart leaves as they are; the others have tests of their own. */
const settled = fc.constantFrom<TurnStatus>('answered', 'stopped', 'joined', 'failed', 'trashed', 'draft')
const operation: fc.Arbitrary<Operation> = fc.oneof(
  fc.record({ what: fc.constantFrom('type', 'record', 'discard', 'attach'), pick, bytes, isNew: fc.boolean() }),
  fc.record({ what: fc.constant('answer'), pick, bytes, words: fc.string({ unit: 'grapheme' }) }),
  fc.record({ what: fc.constant('change status'), pick, status: settled }),
  fc.record({ what: fc.constantFrom('ask again', 'delete turn', 'delete conversation'), pick }),
  // Never a day in all, after which a restart empties the trash.
  fc.record({ what: fc.constant('pass time'), ms: fc.nat(1800 * 1000) }),
  fc.constant({ what: 'purge' }),
) as fc.Arbitrary<Operation>

/** A library with what it should contain, told by nothing but the operations. */
class Model {
  readonly folder = new LibraryFolder()
  private turnIds: string[] = []

  do(operation: Operation): void {
    const { library } = this.folder
    const turn = 'pick' in operation ? this.turn(operation.pick) : null
    if (operation.what === 'pass time') this.folder.now += operation.ms
    else if (operation.what === 'purge') library.purgeTrash()
    else if ('isNew' in operation) this.ask(operation)
    else if (!turn) return
    else if (operation.what === 'delete turn') library.deleteTurn(turn.id)
    else if (operation.what === 'delete conversation') library.deleteConversation(turn.conversationId)
    else if (operation.what === 'ask again') library.changeTurn(turn.id, { status: 'failed', reply: null })
    else if ('status' in operation) library.changeTurn(turn.id, { status: operation.status })
    else if ('words' in operation) this.answer(turn.id, operation.bytes, operation.words)
    this.turnIds = this.turnIds.filter(id => this.find(id))
  }

  /** Everything that can be seen of the library, the trash included. */
  everything(): unknown {
    const { library } = this.folder
    const conversations = library.listConversations()
    return {
      conversations,
      turns: conversations.map(({ id }) => library.turnsOf(id)),
      drafts: library.drafts(),
      all: this.turnIds.map(id => library.turn(id)),
      files: this.folder.soundFiles(),
    }
  }

  /** Paths of all sounds of all turns, sorted. */
  soundsInRows(): string[] {
    const turns = this.turnIds.map(id => this.folder.library.turn(id))
    const sounds = turns.flatMap(turn => [turn.recording, turn.reply?.sound])
    return sounds.flatMap(sound => (sound ? [sound.file] : [])).sort()
  }

  private ask({ what, pick, bytes, isNew }: Extract<Operation, { isNew: boolean }>): void {
    const { library } = this.folder
    const conversationId = (isNew ? null : this.turn(pick)?.conversationId) ?? randomUUID()
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
    this.turnIds.push(id)
  }

  private answer(turnId: string, bytes: number, words: string): void {
    const { library } = this.folder
    if (bytes > 300) {
      const file = library.createSoundFile(turnId, 'reply')
      file.append(tellingPcm(bytes - (bytes % 2)))
      file.finish()
    }
    library.changeTurn(turnId, { status: 'answered', reply: newReply({ words }) })
  }

  private turn(pick: number): Turn | null {
    return this.find(this.turnIds[pick % this.turnIds.length] ?? '')
  }

  private find(id: string): Turn | null {
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

test('any sequence of operations gives a library whose sounds are all found again without its index', () => {
  fc.assert(
    fc.property(fc.array(operation, { minLength: 1, maxLength: 15 }), operations => {
      withModel(model => {
        for (const operation of operations) if (operation.what !== 'attach') model.do(operation)
        const rows = model.soundsInRows()
        model.folder.loseIndex()
        const { library } = model.folder
        const turns = library.listConversations().flatMap(({ id }) => library.turnsOf(id))
        const found = turns.flatMap(turn => [turn.recording?.file, turn.reply?.sound?.file])
        expect(found.filter(file => file !== undefined).sort()).toEqual(rows)
      })
    }),
    { numRuns: 30 },
  )
}, 120_000)
