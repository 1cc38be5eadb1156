import { openLibrary } from '../open-library.ts'
import { SoundMeasurer } from '../sounds/sound-measurer.ts'
import { repairWav } from '../sounds/wav-file.ts'
import { type CheckFinding, type CheckOptions, checkLibrary } from './check.ts'

/**
 * Repairs what a check has found, as far as possible, and checks again. No sound is deleted.
 * @returns what is left
 * @throws what `checkLibrary` and `openLibrary` throw
 */
export async function mendLibrary(
  folder: string,
  findings: readonly CheckFinding[],
  options: CheckOptions = {},
): Promise<CheckFinding[]> {
  // Opening the library repairs everything except what only reading every byte shows.
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
    // Otherwise a `conversation.json` that is still being written would be found as a leftover.
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
