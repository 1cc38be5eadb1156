import { execFileSync } from 'node:child_process'
import {
  closeSync,
  mkdtempSync,
  openSync,
  readdirSync,
  realpathSync,
  rmSync,
  statfsSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { toFailure } from '../../app/errors.ts'
import { WAV_HEADER_BYTES } from '../../app/wav.ts'
import { writeZip } from '../../main/archive/zip-writer.ts'
import { writeExport } from '../../main/exchange/export.ts'
import { ImportResult, importFiles } from '../../main/exchange/import.ts'
import { findFiles, type LocalFile } from '../../main/exchange/import-file.ts'
import { openLibraryInForce } from '../../main/keeping/library-in-force.ts'
import type { Library } from '../../main/library/library.ts'
import { prepareMove, standingMove } from '../../main/library/move/move.ts'
import { openLibrary } from '../../main/library/open-library.ts'
import type { GrowingSound } from '../../main/library/sounds/sounds.ts'
import { codeOf, LibraryFolder, newReply, newTurn, readRecording, tellingPcm } from './library-folder.ts'
import { moveTo } from './moving.ts'

/*
 * What happens to a library on a disk that is full, or turns read-only. Run by `small-disk.ts` with node:
 * disk-script.ts <scenario> <folder>; prints what it found as JSON.
 */

/** A tenth of a second, and no divisor of any block size. */
const BATCH_BYTES = 4802

// Without this, a write beyond `ulimit -f` ends the process instead of failing.
process.on('SIGXFSZ', () => {})

const [scenario = '', folder = ''] = process.argv.slice(2)
const filler = join(folder, 'filler')

/** Fills the disk to the last byte. */
function fillDisk(): void {
  const file = openSync(filler, 'a')
  for (const size of [65_536, 4096, 1]) {
    try {
      for (;;) writeSync(file, Buffer.alloc(size, 1))
    } catch {
      // Full: go on with smaller pieces.
    }
  }
  closeSync(file)
}

function freeBytes(): number {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}

function begin(library: Library): { turnId: string; file: GrowingSound } {
  const { id } = library.createTurn(newTurn())
  return { turnId: id, file: library.createSoundFile(id, 'recording') }
}

/** Appends until it fails, and says with which code. */
function appendUntilRefused(file: GrowingSound): string {
  for (;;) {
    const code = codeOf(() => file.append(tellingPcm(BATCH_BYTES, file.bytes)))
    if (code !== 'nothing') return code
  }
}

/** Whether a turn's recording holds exactly what was appended. */
function isWhole(library: Library, turnId: string, bytes: number): boolean {
  const { bytes: wav } = readRecording(library, turnId)
  return Buffer.from(wav).subarray(WAV_HEADER_BYTES).equals(tellingPcm(bytes))
}

/** A library of 600 kB on another disk, and whether its one recording is as it was. */
async function withLibraryElsewhere<T>(
  use: (library: Library, dataFolder: string, isWhole: () => boolean) => Promise<T>,
): Promise<T> {
  const dataFolder = realpathSync(mkdtempSync(join(tmpdir(), 'parley-elsewhere-')))
  const library = openLibraryInForce(dataFolder)
  try {
    const { turnId, file } = begin(library)
    while (file.bytes < 600_000) file.append(tellingPcm(BATCH_BYTES, file.bytes))
    file.finish()
    library.changeTurn(turnId, { status: 'draft', draftReason: 'silent' })
    return await use(library, dataFolder, () => isWhole(library, turnId, file.bytes))
  } finally {
    library.close()
    rmSync(dataFolder, { recursive: true, force: true })
  }
}

const scenarios: Record<string, () => unknown> = {
  nothing: () => null,

  'a recording fills the disk': () => {
    const library = openLibrary(folder)
    const { turnId, file } = begin(library)
    const codes = [appendUntilRefused(file), appendUntilRefused(file)]
    const halfSamples = file.bytes % 2
    file.finish()
    const { status } = library.changeTurn(turnId, { status: 'draft', draftReason: 'disk' })
    const whole = [isWhole(library, turnId, file.bytes)]
    library.close()
    const again = openLibrary(folder)
    whole.push(isWhole(again, turnId, file.bytes))
    return { codes, halfSamples, status, whole, notices: again.notices, drafts: again.drafts().length }
  },

  'a reply fills the disk': () => {
    const library = openLibrary(folder)
    const { id } = library.createTurn(newTurn({ status: 'sending', text: 'Tell me everything.' }))
    library.changeTurn(id, { status: 'replying', reply: newReply() })
    const file = library.createSoundFile(id, 'reply')
    const code = appendUntilRefused(file)
    file.finish()
    const { reply } = library.changeTurn(id, { status: 'stopped', reply: newReply({ isComplete: false }) })
    return { code, isKept: reply?.sound?.bytes === file.bytes + WAV_HEADER_BYTES }
  },

  'room returns': () => {
    const library = openLibrary(folder)
    const { turnId, file } = begin(library)
    file.append(tellingPcm(BATCH_BYTES))
    fillDisk()
    const code = appendUntilRefused(file)
    rmSync(filler)
    file.append(tellingPcm(BATCH_BYTES, file.bytes))
    const bytes = file.append(tellingPcm(BATCH_BYTES, file.bytes))
    file.finish()
    return { code, whole: isWhole(library, turnId, bytes) }
  },

  'the reserve is used up': async () => {
    const library = openLibrary(folder)
    const first = begin(library)
    appendUntilRefused(first.file)
    first.file.finish()
    library.changeTurn(first.turnId, { status: 'draft', draftReason: 'disk' })
    // Room for some seconds, but none to note them down.
    writeFileSync(filler, Buffer.alloc(freeBytes() - 300_000, 1))
    const code = codeOf(() => begin(library))
    rmSync(filler)
    library.deleteTurn(first.turnId)
    // A recording's room is free once the disk has answered what it was asked while that grew.
    while (freeBytes() < first.file.bytes) await delay(10)
    return { code, afterwards: codeOf(() => begin(library)) }
  },

  'killed on a full disk': () => {
    const library = openLibrary(folder)
    const { turnId, file } = begin(library)
    appendUntilRefused(file)
    fillDisk()
    // What a kill leaves: nothing finished, nothing more written.
    library.close()
    const again = openLibrary(folder)
    const { status, draftReason } = again.turn(turnId)
    return { status, draftReason, whole: isWhole(again, turnId, file.bytes), notices: again.notices.length }
  },

  'no room for a new library': () => {
    fillDisk()
    const before = freeBytes()
    const code = codeOf(() => openLibrary(folder))
    rmSync(filler)
    const library = openLibrary(folder)
    return { before, code, afterwards: codeOf(() => library.createTurn(newTurn())) }
  },

  'a full disk under a library': () => {
    const library = openLibrary(folder)
    const { id, conversationId } = library.createTurn(newTurn({ text: 'Hello', status: 'sending' }))
    library.changeTurn(id, { status: 'answered', reply: newReply() })
    library.close()
    fillDisk()
    const again = openLibrary(folder)
    const titles = again.listConversations().map(({ title }) => title)
    const codes = new Set<string>()
    // Rows go into the reserve as long as it lasts; then the sentence comes, and what is there stays.
    for (let n = 0; n < 400; n++) codes.add(codeOf(() => again.createTurn(newTurn({ text: 'words '.repeat(500) }))))
    const deleted = codeOf(() => {
      rmSync(filler)
      again.deleteConversation(conversationId)
    })
    return { titles, codes: [...codes], deleted }
  },

  'a read-only disk': () => {
    const first = openLibrary(folder)
    const { id } = first.createTurn(newTurn({ text: 'Hello', status: 'sending' }))
    const sound = first.createSoundFile(id, 'recording')
    sound.append(tellingPcm(BATCH_BYTES))
    sound.finish()
    first.changeTurn(id, { status: 'answered', reply: newReply() })
    first.close()
    execFileSync('mount', ['-o', 'remount,bind,ro', folder])
    const before = readdirSync(folder)
    const library = openLibrary(folder)
    const found = {
      notices: library.notices.length,
      titles: library.listConversations().map(({ title }) => title),
      whole: isWhole(library, id, BATCH_BYTES),
      codes: [
        codeOf(() => library.createTurn(newTurn())),
        codeOf(() => library.createSoundFile(id, 'reply')),
        codeOf(() => library.deleteTurn(id)),
        codeOf(() => openLibrary(join(folder, 'new'))),
      ],
    }
    library.close()
    return { ...found, isUntouched: readdirSync(folder).join() === before.join() }
  },

  'a copy fills the disk': async () => {
    const library = openLibrary(folder)
    const { turnId, file } = begin(library)
    while (file.bytes < 600_000) file.append(tellingPcm(BATCH_BYTES, file.bytes))
    file.finish()
    const { conversationId } = library.changeTurn(turnId, { status: 'draft', draftReason: 'silent' })
    const copy = () =>
      library.continueConversation(conversationId, turnId, 'Copy').then(
        () => 'nothing',
        error => toFailure(error).code,
      )
    const count = () => [readdirSync(join(folder, 'conversations')).length, library.listConversations().length]
    writeFileSync(filler, Buffer.alloc(freeBytes() - 300_000, 1))
    const full = [await copy(), ...count()]
    rmSync(filler)
    return { full, afterwards: [await copy(), ...count()] }
  },

  'an import fills the disk': async () => {
    const source = new LibraryFolder()
    const folders: string[] = []
    for (const samples of [100_000, 600_000]) {
      const { id } = source.library.createTurn(newTurn({ text: `${samples}` }))
      const file = source.library.createSoundFile(id, 'recording')
      while (file.bytes < samples) file.append(tellingPcm(BATCH_BYTES, file.bytes))
      folders.push(dirname(source.library.pathOf(file.finish())))
      source.library.changeTurn(id, { status: 'answered', reply: newReply() })
    }
    source.close()
    const library = openLibrary(folder)
    writeFileSync(filler, Buffer.alloc(freeBytes() - 500_000, 1))
    const files: LocalFile[] = []
    for (const path of folders) for await (const file of findFiles(path)) files.push(file)
    const result = new ImportResult()
    const now = source.now
    const code = await importFiles(files, result, { library, now }).then(
      () => 'nothing',
      error => toFailure(error).code,
    )
    const options = { scope: { kind: 'all' }, sound: 'wav', captions: 'none', isMixed: false } as const
    const path = join(folder, 'out.zip')
    const conversations = source.library.listConversations()
    const exported = await writeExport(conversations, path, { library: source.library, options, now }).then(
      () => 'nothing',
      error => toFailure(error).code,
    )
    source.remove()
    return {
      ...{ code, exported, conversations: library.listConversations().length },
      folders: readdirSync(join(folder, 'conversations')).length,
      files: readdirSync(folder).filter(name => name.startsWith('out')),
    }
  },

  'a move fills the disk': () =>
    withLibraryElsewhere(async (library, dataFolder, isWhole) => {
      const target = join(folder, 'Parley')
      const tooLittle = join(folder, 'small')
      writeFileSync(filler, Buffer.alloc(freeBytes() - 300_000, 1))
      const refused = codeOf(() => prepareMove(library, tooLittle, dataFolder))
      rmSync(filler)
      const onProgress = (phase: string) => {
        if (phase === 'copying') fillDisk()
      }
      const full = await moveTo(library, dataFolder, target, { onProgress }).catch(error => toFailure(error).code)
      const during = [library.folder === dataFolder, isWhole()]
      rmSync(filler)
      await moveTo(library, dataFolder, target)
      const left = readdirSync(folder)
      return { refused, full, during, afterwards: [library.folder === target, isWhole()], left }
    }),

  'a move to a read-only disk': () =>
    withLibraryElsewhere(async (library, dataFolder, isWhole) => {
      execFileSync('mount', ['-o', 'remount,bind,ro', folder])
      const code = codeOf(() => prepareMove(library, join(folder, 'Parley'), dataFolder))
      return { code, isThere: library.folder === dataFolder, whole: isWhole(), standing: standingMove(library).name }
    }),

  'an export fills the disk': async () => {
    async function* sound(): AsyncGenerator<Uint8Array> {
      for (let i = 0; i < 100; i++) yield new Uint8Array(65_536)
    }
    const sources = ['a.wav', 'b.wav'].map(name => ({ name, content: sound() }))
    const code = await writeZip(join(folder, 'a.zip'), sources).catch(error => toFailure(error).code)
    const left = readdirSync(folder)
    await writeZip(join(folder, 'b.zip'), [{ name: 'a.md', content: Buffer.from('Short') }])
    return { code, left, afterwards: readdirSync(folder) }
  },
}

writeSync(1, JSON.stringify(await scenarios[scenario]?.()))
