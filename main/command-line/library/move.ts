import { resolve } from 'node:path'
import { failWith } from '../../../app/errors.ts'
import { formatProgress } from '../../../app/words/counts.ts'
import { openSettingsFile } from '../../files/settings-file.ts'
import { putInForce } from '../../keeping/library-in-force.ts'
import { finishRemoval, giveUpMove, moveLibrary, prepareMove, standingMove } from '../../library/move/move.ts'
import { Misuse } from '../../parse-arguments.ts'
import type { Command } from './command.ts'
import { withLibrary } from './open-existing.ts'

const doing = {
  copying: 'copying',
  verifying: 'comparing the copies',
  waiting: 'waiting',
  removing: 'removing the old one',
}

/** Moves the library to another folder, or goes on with a move that was cut off. */
export const move: Command = {
  name: 'move',
  operands: '[FOLDER]',
  count: { min: 0, max: 1 },
  summary: 'Move the library to another folder or disk; without FOLDER, go on with a move that was cut off.',
  options: [{ name: 'give-up', value: null, summary: 'give a move up that was cut off, and remove its copy' }],
  async run(call, surroundings) {
    const { stdout, stderr, progress } = surroundings
    const stop = new AbortController()
    surroundings.signal.addEventListener('abort', () => stop.abort(failWith('cancelled')))
    const { signal } = stop
    const { folder: dataFolder } = call
    const told = await withLibrary(call, surroundings, async library => {
      const standing = standingMove(library)
      const givesUp = call.values.has('give-up')
      if (givesUp && call.operands.length > 0) throw new Misuse('--give-up wants no FOLDER.')
      if (givesUp && standing.name === 'none') throw new Misuse('There is no move to give up.')
      if (givesUp) await giveUpMove(library)
      if (givesUp) return { folder: library.folder, left: [], damaged: [] }
      const wanted = call.operands[0] ?? (standing.name === 'none' ? undefined : standing.folder)
      if (wanted === undefined) throw new Misuse('move wants the FOLDER to move the library to.')
      const onProgress = (phase: keyof typeof doing, done: number, total: number) => {
        const sizes = total === 0 ? '' : ` ${formatProgress(done, total)}`
        progress.show(() => `${doing[phase]}${sizes}`)
      }
      if (standing.name === 'unremoved' && resolve(wanted) === resolve(standing.folder)) {
        const removed = await finishRemoval({ library, signal, onProgress })
        return { folder: library.folder, ...removed }
      }
      const settingsFile = openSettingsFile(dataFolder)
      const moved = await moveLibrary({
        ...{ library, signal, onProgress },
        target: prepareMove(library, resolve(wanted), dataFolder),
        isBusy: () => false,
        switchTo: folder => putInForce(folder, dataFolder, settingsFile),
      })
      return { folder: library.folder, ...moved }
    })
    progress.end()
    for (const path of told.left) stderr.write(`${path} is not Parley's and was left where it was.\n`)
    for (const path of told.damaged)
      stderr.write(`${path} is not the sound it was when it was kept, nor was it before.\n`)
    stdout.write(call.printsJson ? `${JSON.stringify(told)}\n` : `The library is in ${told.folder}.\n`)
    return true
  },
}
