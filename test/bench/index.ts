import type { Browser } from '@playwright/test'
import { buildAll } from '../../build/bundles.ts'
import { launchChromium } from '../../build/chromium.ts'
import { describeMachine, machineWords } from './machine.ts'
import type { Row } from './measure.ts'
import { parseOptions } from './options.ts'
import { measureBlockedRecording } from './rows/blocked-recording.ts'
import { measureLibrary } from './rows/library.ts'
import { measureBlockedPage, measureFirstSound, measureReplyBegins, measureSilence } from './rows/playback.ts'
import { measureJitter, measureLongReply } from './rows/playout.ts'
import { measureRecorders } from './rows/recording.ts'
import { measureSecondTurn } from './rows/second-turn.ts'
import { measureFile, measureMemory, measureSending } from './rows/sending.ts'
import { measureImports } from './rows/start.ts'
import { measureFallback, measureUploading } from './rows/uploading.ts'
import { measureVersions } from './rows/versions.ts'
import { measureBundle, measureWindow } from './rows/window.ts'
import { jsonOf, markdownOf, tableOf } from './table.ts'

/** A measurement and what must be there for it. */
type Measurement = { needsBuild?: boolean } & (
  | { needsChromium?: false; measure: () => Promise<Row[]> }
  | { needsChromium: true; measure: (browser: Browser) => Promise<Row[]> }
)

const measurements: Record<string, Measurement> = {
  sending: { measure: measureSending },
  file: { measure: measureFile },
  memory: { measure: measureMemory },
  'first-sound': { needsChromium: true, measure: measureFirstSound },
  'blocked-page': { needsChromium: true, measure: measureBlockedPage },
  'blocked-recording': { measure: measureBlockedRecording },
  'reply-begins': { needsChromium: true, measure: measureReplyBegins },
  silence: { needsChromium: true, measure: measureSilence },
  window: { needsChromium: true, needsBuild: true, measure: measureWindow },
  uploading: { measure: measureUploading },
  fallback: { measure: measureFallback },
  'second-turn': { measure: measureSecondTurn },
  versions: { measure: measureVersions },
  recorders: { measure: measureRecorders },
  'long-reply': { measure: measureLongReply },
  jitter: { measure: measureJitter },
  imports: { needsBuild: true, measure: measureImports },
  bundle: { needsBuild: true, measure: measureBundle },
  library: { needsChromium: true, needsBuild: true, measure: measureLibrary },
}

const help = `Measures Parley against the usual way of doing the same, both in turn in one run, and prints a table.

npm run bench -- [--only NAME]… [--json | --markdown]

  --only NAME  one of: ${Object.keys(measurements).join(', ')}; all of them when none is named
  --json       one object with every single measurement, instead of the table
  --markdown   the table as the README has it
  --help       this`

const options = parseOptions(process.argv.slice(2), Object.keys(measurements))
if ('complaint' in options) {
  console.error(options.complaint)
  process.exitCode = 2
} else if (options.showsHelp) {
  console.log(help)
} else {
  const { machine, rows } = await run(options.names)
  if (options.format === 'json') console.log(JSON.stringify({ machine, rows: rows.map(jsonOf) }, null, 2))
  else console.log(`${machineWords(machine)}\n\n${options.format === 'markdown' ? markdownOf(rows) : tableOf(rows)}`)
}

/** Tells on stderr how it gets on. A measurement that fails is told there too, and leaves the others alone. */
async function run(names: readonly string[]) {
  const chosen = names.flatMap(name => measurements[name] ?? [])
  if (chosen.some(({ needsBuild }) => needsBuild)) await buildAll()
  const browser = chosen.some(({ needsChromium }) => needsChromium) ? await launchChromium() : null
  const rows: Row[] = []
  for (const name of names) {
    console.error(`${name} …`)
    const beganAt = performance.now()
    try {
      rows.push(...(await measure(name, browser)))
      console.error(`${name}: ${Math.round((performance.now() - beganAt) / 1000)} s`)
    } catch (error) {
      console.error(`${name} could not be measured:`, error)
      process.exitCode = 1
    }
  }
  const machine = describeMachine(browser?.version() ?? null)
  await browser?.close()
  return { machine, rows }
}

async function measure(name: string, browser: Browser | null): Promise<Row[]> {
  const measurement = measurements[name]
  if (!measurement) return []
  if (!measurement.needsChromium) return measurement.measure()
  if (!browser) throw new Error('Chromium was not started')
  return measurement.measure(browser)
}
