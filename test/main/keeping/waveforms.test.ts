import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Turn } from '../../../app/conversation.ts'
import { samplesToPcm } from '../../../app/pcm.ts'
import { Waveforms } from '../../../main/keeping/waveforms.ts'
import { SoundMeasurer } from '../../../main/library/sounds/sound-measurer.ts'
import { encode } from '../../../main/practice/encode.ts'
import { readMp3Duration } from '../../../main/sound/mp3.ts'
import { folderContents } from '../../helpers/folder-contents.ts'
import { codedSamples } from '../../helpers/known-reply.ts'
import { LibraryFolder, newTurn } from '../../helpers/library-folder.ts'

let folder: LibraryFolder
let waveforms: Waveforms
let announced: Turn[]

beforeEach(() => {
  folder = new LibraryFolder()
})

afterEach(async () => {
  await waveforms.close()
  folder.remove()
})

/** What looks at the turns of the library as it is open now. */
function look(): Waveforms {
  announced = []
  waveforms = new Waveforms({
    library: folder.library,
    measurer: new SoundMeasurer(),
    announce: (_, payload) => {
      if ('turn' in payload) announced.push(payload.turn)
    },
  })
  return waveforms
}

test('turns of an index that was made anew are drawn as before, announced once, and kept', async () => {
  const turns = [folder.spoken(), folder.spoken({}, true)]
  folder.loseIndex()
  const bare = turns.map(({ id }) => folder.library.turn(id))
  look().want(bare)
  waveforms.want(bare)
  await waveforms.settled
  const kept = turns.map(({ id }) => folder.reopen().turn(id))
  expect([bare[0]?.recording?.peaks, kept, announced.length, announced.at(-1)]).toEqual([[], turns, 3, turns[0]])
})

test('a library that is only read is drawn too, for as long as it is open, and nothing of it is changed', async () => {
  const turn = folder.spoken({}, true)
  folder.close()
  const index = new DatabaseSync(join(folder.path, 'library.db'))
  index.exec('PRAGMA user_version = 1000; PRAGMA wal_checkpoint(TRUNCATE)')
  index.close()
  const before = folderContents(folder.path)
  const bare = folder.library.turn(turn.id)
  look().want([bare])
  await waveforms.settled
  const drawn = folder.library.turn(turn.id)
  folder.close()
  expect([bare.recording?.peaks, drawn, announced.at(-1)]).toEqual([[], turn, turn])
  expect(folderContents(folder.path)).toEqual(before)
})

test('what was looked at last is drawn first', async () => {
  const turns = [1, 2, 3, 4].map(() => folder.spoken())
  folder.loseIndex()
  look()
  for (const { id } of turns) waveforms.want([folder.library.turn(id)])
  await waveforms.settled
  // The first was begun before the others were asked for.
  expect(announced.map(({ id }) => id)).toEqual([0, 3, 2, 1].map(i => turns[i]?.id))
})

test('an MP3 gets its waveform, and is no other file for it', async () => {
  const bytes = await encode(samplesToPcm(codedSamples(36_000)), 'mp3')
  const { id } = folder.library.createTurn(newTurn({ status: 'sending', attachmentName: 'a.mp3' }))
  const durationMs = readMp3Duration(bytes) ?? 0
  const sound = folder.library.importSound(id, { format: 'mp3', bytes, durationMs, peaks: [] })
  look().want([folder.library.turn(id)])
  await waveforms.settled
  const { peaks = [], ...rest } = announced[0]?.recording ?? {}
  expect([{ ...rest, peaks: [] }, peaks.length > 0]).toEqual([sound, true])
})

test('what cannot be drawn is left, and does not keep the others from it', async () => {
  const turns = [folder.spoken(), folder.spoken()]
  folder.loseIndex()
  const bare = turns.map(({ id }) => folder.library.turn(id))
  rmSync(join(folder.path, turns[1]?.recording?.file ?? ''))
  look().want(bare)
  await waveforms.settled
  expect(announced.map(({ id }) => id)).toEqual([turns[0]?.id])
})

test('a turn that was deleted meanwhile is not announced', async () => {
  const { id } = folder.spoken()
  folder.loseIndex()
  look().want([folder.library.turn(id)])
  folder.library.deleteTurn(id)
  await waveforms.settled
  expect(announced).toEqual([])
})
