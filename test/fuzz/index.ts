import { readScriptArguments, refuseScriptArguments } from '../../build/script-arguments.ts'
import { readMutated } from '../helpers/read-mutated.ts'

/*
 * Reads a million mutated answers of servers, each with a seed of its own, which is named when something is wrong:
 * `npm run fuzz -- [how many] [first seed]`.
 */

const usage = 'npm run fuzz -- [how many] [first seed]: whole numbers from 1 on.'
const typed = readScriptArguments(usage, { allowPositionals: true }).positionals
const wrong = typed.find((text, i) => i > 1 || !/^[1-9]\d{0,14}$/.test(text))
if (wrong !== undefined) refuseScriptArguments(`“${wrong}” is not one of these numbers.`, usage)
const [count = 1_000_000, firstSeed = 1] = typed.map(Number)
/** How many are read between two looks at the memory. */
const ROUND = 50_000
/** What memory may still grow by once the first rounds have loaded and compiled everything. */
const GROWTH_BYTES = 200 * 1024 * 1024
/** Nothing may come near to hanging; the first answers wait for what is compiled. */
const SLOWEST_MS = 5000

const outcomes = new Map<string, number>()
let slowestMs = 0
let warmBytes = 0
for (let read = 0; read < count; read += ROUND) {
  const round = readMutated(Math.min(ROUND, count - read), firstSeed + read)
  for (const [outcome, times] of round.outcomes) outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + times)
  slowestMs = Math.max(slowestMs, round.slowestMs)
  if (read <= ROUND) warmBytes = process.memoryUsage.rss()
}
const growthBytes = process.memoryUsage.rss() - warmBytes
for (const [outcome, times] of [...outcomes].sort(([, a], [, b]) => b - a)) console.log(outcome.padEnd(22), times)
console.log(`${count} answers in ${Math.round(process.cpuUsage().user / 1e6)} s; slowest ${Math.round(slowestMs)} ms;`)
console.log(`memory grew by ${Math.round(growthBytes / 1024 / 1024)} MB after the first ${2 * ROUND}.`)
if (growthBytes > GROWTH_BYTES || slowestMs > SLOWEST_MS) process.exitCode = 1
