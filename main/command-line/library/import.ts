import { failWith, sentenceOf } from '../../../app/errors.ts'
import { formatProgress } from '../../../app/words/counts.ts'
import { words } from '../../../app/words/words.ts'
import { ImportResult, importFiles } from '../../exchange/import.ts'
import { findFiles, type LocalFile } from '../../exchange/import-file.ts'
import type { Command } from './command.ts'
import { withLibrary } from './open-existing.ts'

/** Brings exports, folders of other libraries and sound files into the library. */
export const importCommand: Command = {
  name: 'import',
  operands: 'FILE|FOLDER…',
  count: { min: 1, max: 10_000 },
  summary: 'Add conversations of exports, and WAV and MP3 files, that are not there yet.',
  options: [],
  async run(call, surroundings) {
    const { stdout, stderr, progress, signal } = surroundings
    const files: LocalFile[] = []
    for (const path of call.operands) for await (const file of findFiles(path)) files.push(file)
    const result = new ImportResult()
    const { summary } = result
    try {
      await withLibrary(call, surroundings, async library => {
        let share = 'Reading'
        progress.show(() => share)
        await importFiles(files, result, {
          ...{ library, now: Date.now(), signal },
          onProgress: ({ doneBytes, totalBytes, name }) => {
            share = `${formatProgress(doneBytes, totalBytes)}: ${name}`
            progress.refresh()
          },
        })
      })
    } catch (error) {
      throw signal.aborted ? failWith('cancelled') : error
    } finally {
      progress.end()
      // What was imported before something went wrong stays, and is told.
      stdout.write(call.printsJson ? `${JSON.stringify(summary)}\n` : `${words.transfer.imported(summary)}\n`)
      if (!call.printsJson) for (const problem of summary.problems) stderr.write(`${sentenceOf(problem)}\n`)
      if (!call.printsJson && summary.moreProblems > 0) {
        stderr.write(`${words.transfer.moreProblems(summary.moreProblems)}\n`)
      }
    }
    return summary.problems.length === 0
  },
}
