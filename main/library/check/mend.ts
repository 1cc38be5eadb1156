import { openLibrary } from '../open-library.ts'
import { SoundMeasurer } from '../sounds/sound-measurer.ts'
import { repairWav } from '../sounds/wav-file.ts'
import { type CheckFinding, type CheckOptions, checkLibrary } from './check.ts'

/**
 * Mends what a check of a library has found, as far as it can be, and checks it again. No sound is deleted.
 * @returns what is left
 * @throws what `checkLibrary` and `openLibrary` throw
 */
export async function mendLibrary(
  folder: string,
  findings: readonly CheckFinding[],
  options: CheckOptions = {},
): Promise<CheckFinding[]> {
  // Opening it mends all but what only a look at every byte can tell.
  const isRebuilt = findings.some(({ kind }) => kind === 'index')
  const library = openLibrary(folder, { rebuilds: isRebuilt })
  const measurer = new SoundMeasurer()
  try {
    await library.inspect()
    for (const { sound } of findings) {
      options.signal?.throwIfAborted()
      if (!sound || sound.fault === 'missing' || sound.fault === 'differs') continue
      const turn = library.turn(sound.turnId)
      const kept = sound.side === 'reply' ? turn.reply?.sound : turn.recording
      if (!kept) continue
      const path = library.pathOf(kept)
      if (sound.fault === 'header') repairWav(path)
      const measures = await measurer.measure(path)
      if (measures) library.keepMeasures(turn.id, sound.side, { file: kept.file, ...measures })
    }
    // A conversation's own file that is still being written would be found as one that was cut off.
    await library.catchUp()
  } finally {
    await measurer.close()
    library.close()
  }
  const left: CheckFinding[] = []
  for await (const finding of checkLibrary(folder, options)) left.push(finding)
  // Without an index there was nothing to compare the files with before.
  const isMore = isRebuilt && left.some(({ kind, mend }) => kind !== 'index' && mend !== null)
  return isMore ? mendLibrary(folder, left, options) : left
}
