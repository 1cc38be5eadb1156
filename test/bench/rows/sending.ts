import { inTurn, type Row, ratioAtMost } from '../measure.ts'
import { inOwnProcess, type SendingCost, sendInOwnProcess } from '../own-process.ts'

/** From the key going up until a server on loopback has the whole request: time, and processor time of it. */
export async function measureSending(): Promise<Row[]> {
  const rows: Row[] = []
  for (const seconds of [30, 120]) {
    const [costs, fastest] = await compare(7, seconds)
    rows.push(
      row(`key-up → request written, ${seconds} s of speech`, 'ms', costs, 'writtenMs'),
      { ...row(`  processor time of it, ${seconds} s`, 'ms', costs, 'cpuMs'), target: ratioAtMost(1 / 20, '≤ 1/20') },
      row(`  the same, ${seconds} s`, 'ms', fastest, 'cpuMs'),
    )
  }
  return rows
}

/** From the key going up until a WAV file of two minutes is whole and safe on the disk. */
export async function measureFile(): Promise<Row[]> {
  const { baseline, ours } = await inTurn<'baseline' | 'ours', { finishedMs: number }>(7, {
    baseline: () => inOwnProcess('usual-file.ts', ['120']),
    ours: () => sendInOwnProcess('parleys-way.ts', 120),
  })
  return [
    {
      name: 'key-up → WAV file on disk, 120 s of speech',
      unit: 'ms',
      baselineName: 'wavefile + fsync',
      baseline: baseline.map(cost => cost.finishedMs),
      ours: ours.map(cost => cost.finishedMs),
      target: null,
    },
  ]
}

/** The most memory that recording and sending ten minutes takes, over what the process held before. */
export async function measureMemory(): Promise<Row[]> {
  const [costs, fastest] = await compare(3, 600)
  return [
    {
      ...row('most memory, 10 minutes recorded and sent', 'MiB', costs, 'peakBytes'),
      target: ratioAtMost(1 / 30, '≤ 1/30'),
    },
    row('  the same', 'MiB', fastest, 'peakBytes'),
  ]
}

/** One recording sent in three ways. */
interface Comparison {
  baselineName: string
  baseline: SendingCost[]
  ours: SendingCost[]
}

/** Sends in turn by wavefile's own encoding, by the fastest there is for the same file, and Parley's way. */
async function compare(n: number, seconds: number): Promise<[Comparison, Comparison]> {
  const { usual, fastest, ours } = await inTurn(n, {
    usual: () => sendInOwnProcess('usual-way.ts', seconds),
    fastest: () => sendInOwnProcess('usual-way.ts', seconds, { args: ['buffer'] }),
    ours: () => sendInOwnProcess('parleys-way.ts', seconds),
  })
  return [
    { baselineName: 'wavefile + base64 + SDK', baseline: usual, ours },
    { baselineName: 'wavefile + Buffer’s base64 + SDK', baseline: fastest, ours },
  ]
}

function row(
  name: string,
  unit: 'ms' | 'MiB',
  { baselineName, baseline, ours }: Comparison,
  measure: 'writtenMs' | 'cpuMs' | 'peakBytes',
): Row {
  const read = (cost: SendingCost) => cost[measure] / (unit === 'MiB' ? 2 ** 20 : 1)
  return { name, unit, baselineName, baseline: baseline.map(read), ours: ours.map(read), target: null }
}
