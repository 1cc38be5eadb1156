import { type CheckFinding, checkLibrary } from '../../library/check/check.ts'
import { mendLibrary } from '../../library/check/mend.ts'
import type { Command } from './command.ts'
import { needLibrary } from './open-existing.ts'

/** Compares everything in a library with everything else, and mends it when that is wanted. */
export const check: Command = {
  name: 'check',
  operands: '',
  count: { min: 0, max: 0 },
  summary: 'Compare files, sizes, headers and checksums with the index; --mend mends what can be.',
  options: [{ name: 'mend', value: null, summary: 'mend what was found; no sound is ever deleted' }],
  async run(call, { stdout, stderr, progress, signal }) {
    const folder = needLibrary(call.folder)
    let share = 'Reading'
    progress.show(() => share)
    const options = {
      signal,
      onProgress: (done: number, total: number) => {
        share = `${done} of ${total} sound files read`
      },
    }
    const tell = (finding: CheckFinding, mend: string | null) => {
      progress.end()
      if (!call.printsJson) stdout.write(`${[`${finding.file}:`, finding.sentence, mend].filter(Boolean).join(' ')}\n`)
    }
    const found: CheckFinding[] = []
    for await (const finding of checkLibrary(folder, options)) {
      found.push(finding)
      tell(finding, finding.mend === null ? 'That cannot be mended.' : `Mending: ${finding.mend}`)
    }
    const mends = call.values.has('mend') && found.length > 0
    const left = mends ? await mendLibrary(folder, found, options) : found
    progress.end()
    if (call.printsJson) stdout.write(`${JSON.stringify({ found, left })}\n`)
    else stderr.write(`${sum(found.length, mends ? left.length : null)}\n`)
    return left.length === 0
  },
}

function sum(found: number, left: number | null): string {
  if (found === 0) return 'Everything is as it should be.'
  const things = found === 1 ? 'One thing is' : `${found} things are`
  if (left === null)
    return `${things} not as ${found === 1 ? 'it' : 'they'} should be. library check --mend mends what can be.`
  return left === 0 ? 'All of it is mended.' : `${left} of ${found} could not be mended.`
}
