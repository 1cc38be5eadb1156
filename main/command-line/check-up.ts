import { failWith } from '../../app/errors.ts'
import { sayFindings, summaryOf } from '../../app/profiles/checkup-report.ts'
import type { Check } from '../../app/profiles/doctor.ts'
import type { Finding } from '../../app/profiles/findings.ts'
import { doctorWords as say } from '../../app/words/doctor-words.ts'
import { sayFinding } from '../../app/words/finding-words.ts'
import { formatUsd } from '../../app/words/format.ts'
import type { Shown } from '../doctor/checkup.ts'
import { examine } from '../doctor/examine.ts'
import { priceOfCheckup } from '../doctor/price.ts'
import { listModels } from '../endpoint/models.ts'
import { openEndpoint } from './choose-endpoint.ts'
import { openBooks } from './data-folder-books.ts'
import { explain } from './explain.ts'
import type { Options } from './options.ts'
import { Progress } from './progress.ts'
import type { Surroundings } from './run.ts'

const marks: Record<Check['state'], string> = {
  waiting: ' ',
  running: ' ',
  good: '✓',
  warning: '!',
  failed: '✗',
  skipped: '–',
}
const LABEL_WIDTH = Math.max(...Object.values(say.labels).map(label => label.length))
const LATENCY_WIDTH = 7

/**
 * Looks through an endpoint: what was found to stdout, as lines or as one object. Where that costs something, it says so and does
 * nothing until that is agreed to. As from the window, it counts in the month, and what is learned is remembered.
 * @returns the exit code: 0 when nothing failed, 1 when something did, 2 when it was not agreed to what it costs
 * @throws as `openEndpoint`; cancelled
 */
export async function checkUp(options: Options, surroundings: Surroundings): Promise<0 | 1 | 2> {
  const { stdout, stderr, signal } = surroundings
  const { endpoint, notes, close } = await openEndpoint(options, surroundings.environment, surroundings.key)
  const progress = new Progress(stderr)
  try {
    const { spending, learned, limitUsd } = openBooks(options.dataFolder)
    const price = priceOfCheckup(spending.outlook(endpoint))
    const about = price.usd === null ? 'it is not known for how much' : `for about ${formatUsd(price.usd)}`
    const plan = `Asks ${endpoint.model} at ${endpoint.name} two short questions aloud`
    if (!price.isFree && !options.isPriceAgreed) {
      stderr.write(`${plan}, ${about}. --yes goes on.\n`)
      return 2
    }
    for (const note of notes) stderr.write(`${note}\n`)
    if (!price.isFree) stderr.write(`${plan}, ${about}.\n`)
    const shown = await examine(endpoint, {
      signal,
      wantsTranscription: endpoint.transcriptionModel.trim() !== '',
      whyNotSpend: () =>
        !options.isBeyondLimit && spending.isStoppedFor(endpoint)
          ? { name: 'not_tried_limit', limitUsd: limitUsd ?? 0 }
          : null,
      noteCost: ended => spending.note(ended),
      noteStep: (asked, step) => spending.noteStep(asked, step),
      listModels: (asked, stopped) => listModels(asked, { signal: stopped }),
      onLesson: lesson => learned.learn(endpoint, lesson),
      onProgress: ({ checks }) => {
        const running = checks.find(({ state }) => state === 'running')?.name
        progress.show(() => say.running(running))
      },
    })
    progress.end()
    const said = saidOf(shown, notes)
    stdout.write(options.printsJson ? `${JSON.stringify(said)}\n` : linesOf(said))
    if (signal.aborted) throw failWith('cancelled')
    return shown.checks.some(({ state }) => state === 'failed') ? 1 : 0
  } finally {
    progress.end()
    await close()
  }
}

/** A checkup in words, as a shell is told. */
function saidOf({ left: _left, ...shown }: Shown, notes: readonly string[]) {
  const tell = (finding: Finding) => (finding.name === 'failed' ? explain(finding.failure, notes) : sayFinding(finding))
  const checks = shown.checks.map(({ says, fix, ...check }) => {
    return { ...check, says: sayFindings(says, tell), fix: fix === null ? '' : tell(fix) }
  })
  return { ...shown, checks, summary: summaryOf({ ...shown, left: _left }, tell) }
}

function linesOf({ checks, summary, cost }: ReturnType<typeof saidOf>): string {
  const lines = checks.flatMap(({ name, state, ms, says, fix }) => {
    const took = ms === null ? '' : say.latency(ms)
    const first = `${marks[state]} ${say.labels[name].padEnd(LABEL_WIDTH)} ${took.padStart(LATENCY_WIDTH)}  `
    return [first + says, ...(fix === '' ? [] : [' '.repeat(first.length) + fix])]
  })
  return `${[...lines, cost ? `${summary} ${say.cost(cost)}` : summary].join('\n')}\n`
}
