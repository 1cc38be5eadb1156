import { setImmediate as giveWay } from 'node:timers/promises'
import { openSettingsFile } from '../../main/files/settings-file.ts'
import { openLibraryInForce, putInForce } from '../../main/keeping/library-in-force.ts'
import type { Library } from '../../main/library/library.ts'
import {
  finishRemoval,
  type MoveOptions,
  moveLibrary,
  prepareMove,
  standingMove,
} from '../../main/library/move/move.ts'
import { newTurn, tellingPcm } from './library-folder.ts'

/** Moves the library of a data folder; `change` overrides options. */
export function moveTo(library: Library, dataFolder: string, target: string, change: Partial<MoveOptions> = {}) {
  const settingsFile = openSettingsFile(dataFolder)
  return moveLibrary({
    library,
    target: prepareMove(library, target, dataFolder),
    isBusy: () => false,
    switchTo: folder => putInForce(folder, dataFolder, settingsFile),
    onProgress: () => undefined,
    signal: new AbortController().signal,
    ...change,
  })
}

/** Keeps a recording, giving way to everything else. Returns its turn's id and size. */
export async function recordOne(library: Library, batches = 5): Promise<{ turnId: string; bytes: number }> {
  const { id } = library.createTurn(newTurn())
  const file = library.createSoundFile(id, 'recording')
  for (let n = 0; n < batches; n++) {
    file.append(tellingPcm(960, file.bytes))
    await giveWay()
  }
  const { bytes } = file.finish()
  library.changeTurn(id, { status: 'draft', draftReason: 'focus-lost' })
  return { turnId: id, bytes }
}

/** Continues or begins a move while recording all the time; prints each thing when it is done. */
export async function moveWhileUsed(dataFolder: string, target: string, say: (line: string) => void): Promise<void> {
  const library = openLibraryInForce(dataFolder)
  const standing = standingMove(library)
  const signal = new AbortController().signal
  const onProgress = (phase: string) => say(phase)
  say('open')
  if (standing.name === 'unremoved') await finishRemoval({ library, signal, onProgress })
  let isMoving = true
  const record = async () => {
    while (isMoving) {
      const { turnId, bytes } = await recordOne(library)
      say(`finished ${turnId} ${bytes}`)
      for (let n = 0; n < 20; n++) await giveWay()
    }
  }
  const moving = moveTo(library, dataFolder, standing.name === 'unfinished' ? standing.folder : target, { onProgress })
  await Promise.all([
    record(),
    moving.finally(() => {
      isMoving = false
    }),
  ])
  library.close()
  say('moved')
}
