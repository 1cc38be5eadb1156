import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { isDeepStrictEqual } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readWavLayout, WAV_HEADER_BYTES } from '../../../app/wav.ts'
import type { Library } from '../../../main/library/library.ts'
import { LibraryChild } from '../../helpers/library-child.ts'
import { codeOf, LibraryFolder, tellingPcm } from '../../helpers/library-folder.ts'

/*
 * Processes that are killed as `kill -9` does, at moments nobody chose: after a random number of acknowledgements has been
 * heard, while the process is long past them.
 */

const KILLS = 20
/** Far more than it takes, for machines that are busy with something else. */
const PATIENCE_MS = 180_000

let folder: LibraryFolder

beforeEach(() => {
  folder = new LibraryFolder()
})

afterEach(() => folder.remove())

/** Runs the script until it was killed, after its first acknowledgement and before or a little after the `latest`. */
async function killedWhile(what: string, latest: number): Promise<string[]> {
  const child = new LibraryChild(what, folder.path)
  await child.said(2 + Math.floor(Math.random() * latest))
  await child.kill()
  return child.lines
}

/** What SQLite says of the database as it was left, before anything is recovered. */
function integrity(): unknown {
  const database = new DatabaseSync(join(folder.path, 'library.db'))
  const found = database.prepare('PRAGMA integrity_check').get()?.integrity_check
  database.close()
  return found
}

/** Whether a finished file holds what was acknowledged from its beginning, nothing but whole batches, and a header that says so. */
function judge(path: string, acknowledged: number): Record<string, boolean> {
  const bytes = readFileSync(path)
  const pcm = bytes.subarray(WAV_HEADER_BYTES)
  return {
    hasAllAcknowledged: pcm.byteLength >= acknowledged,
    hasNothingElse: pcm.equals(tellingPcm(pcm.byteLength)),
    headerIsTrue: new DataView(bytes.buffer, bytes.byteOffset).getUint32(40, true) === pcm.byteLength,
    isReadable: readWavLayout(bytes)?.dataBytes === pcm.byteLength,
  }
}

const ALL_GOOD = { hasAllAcknowledged: true, hasNothingElse: true, headerIsTrue: true, isReadable: true }

test(
  `killed ${KILLS} times while recording, each time a draft has every byte that was acknowledged`,
  async () => {
    const outcomes: unknown[] = []
    for (let n = 0; n < KILLS; n++) {
      const [turnId = '', ...bytes] = await killedWhile('recording', 300)
      const acknowledged = Number(bytes.at(-1))
      const sqlite = integrity()
      const library = folder.reopen()
      const turn = library.turn(turnId)
      const { status, draftReason, recording } = turn
      const file = recording ? judge(library.pathOf(recording), acknowledged) : {}
      outcomes.push({ sqlite, status, draftReason, ...file, drafts: library.drafts().length })
      library.deleteConversation(turn.conversationId)
      folder.close()
    }
    const good = { sqlite: 'ok', status: 'draft', draftReason: 'recovered', ...ALL_GOOD, drafts: 1 }
    expect(outcomes).toEqual(Array.from({ length: KILLS }, () => good))
  },
  PATIENCE_MS,
)

test(
  `killed ${KILLS} times while a reply is written, each time the turn keeps every byte that was acknowledged`,
  async () => {
    const outcomes: unknown[] = []
    for (let n = 0; n < KILLS; n++) {
      const [turnId = '', ...bytes] = await killedWhile('reply', 300)
      const sqlite = integrity()
      const library = folder.reopen()
      const { reply, status, failure, conversationId } = library.turn(turnId)
      const file = reply?.sound ? judge(library.pathOf(reply.sound), Number(bytes.at(-1))) : {}
      outcomes.push({ sqlite, status, code: failure?.code, isComplete: reply?.isComplete, ...file })
      library.deleteConversation(conversationId)
      folder.close()
    }
    const good = { sqlite: 'ok', status: 'failed', code: 'cut_off', isComplete: false, ...ALL_GOOD }
    expect(outcomes).toEqual(Array.from({ length: KILLS }, () => good))
  },
  PATIENCE_MS,
)

test(
  `killed ${KILLS} times in the middle of everything, what was done is done and rows and files agree`,
  async () => {
    const outcomes: unknown[] = []
    for (let n = 0; n < KILLS; n++) {
      const lines = await killedWhile('everything', 30)
      const sqlite = integrity()
      const library = folder.reopen()
      await library.inspect()
      const broken = brokenPromises(library, lines)
      const filesAgree = isDeepStrictEqual(folder.soundFiles(), filesInRows(library))
      outcomes.push({ sqlite, broken, filesAgree })
      // The next round goes on with what this one left.
      folder.close()
    }
    const good = { sqlite: 'ok', broken: [], filesAgree: true }
    expect(outcomes).toEqual(Array.from({ length: KILLS }, () => good))
  },
  PATIENCE_MS,
)

/** What a process said was done, and is not. What it had only begun may be either. */
function brokenPromises(library: Library, lines: string[]): string[] {
  const begun = new Set(lines.filter(line => line.startsWith('deleting')).map(line => line.split(' ')[1]))
  return lines.filter(line => {
    const [what, turnId = '', bytes] = line.split(' ')
    if (what === 'deleted') return codeOf(() => library.turn(turnId)) !== 'not_found'
    if (begun.has(turnId)) return false
    const turn = library.turn(turnId)
    if (what === 'answered') return turn.status !== 'answered' || !turn.reply?.sound
    if (turn.recording?.bytes !== Number(bytes)) return true
    return Object.values(judge(library.pathOf(turn.recording), Number(bytes) - WAV_HEADER_BYTES)).includes(false)
  })
}

function filesInRows(library: Library): string[] {
  const turns = library.listConversations().flatMap(conversation => library.turnsOf(conversation.id))
  const sounds = turns.flatMap(turn => [turn.recording, turn.reply?.sound])
  return sounds.flatMap(sound => (sound ? [sound.file] : [])).sort()
}
