import { inTurn, type Row, ratioAtMost } from '../measure.ts'
import { inOwnProcess, type SendingCost, sendInOwnProcess } from '../own-process.ts'
import type { ParleysWay } from '../processes/parleys-way.ts'

/** Speech is fed so many times as fast as people speak, so that at key-up nothing of it is still under way or waiting. */
const PACE = 20

/**
 * From the key going up until a server on loopback has the whole request: time, and processor time of it, sent while it is spoken, and
 * where a server takes only what is whole.
 */
export async function measureSending(): Promise<Row[]> {
  const rows: Row[] = []
  const target = ratioAtMost(1 / 20, '≤ 1/20')
  for (const [seconds, n] of [
    [30, 5],
    [120, 3],
  ] as const) {
    const sent = await inTurn(n, {
      ...waysOf(seconds, { pace: PACE }),
      early: parleysWay(seconds, { isSentEarly: true, pace: PACE }),
    })
    const spoken = { ...usually(sent), ours: sent.early }
    rows.push(
      row(`key-up → request written, ${seconds} s of speech`, 'ms', spoken, 'writtenMs'),
      { ...row('  processor time of it', 'ms', spoken, 'cpuMs'), target },
      row('  the same', 'ms', { ...fastest(sent), ours: sent.early }, 'cpuMs'),
      row('  the request written where it goes out whole', 'ms', usually(sent), 'writtenMs'),
      { ...row('  processor time of it', 'ms', usually(sent), 'cpuMs'), target },
      row('  the same', 'ms', fastest(sent), 'cpuMs'),
    )
  }
  return rows
}

/** From the key going up until a WAV file of two minutes is whole and safe on the disk. */
export async function measureFile(): Promise<Row[]> {
  const { baseline, ours } = await inTurn<'baseline' | 'ours', { finishedMs: number }>(5, {
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
  const sent = await inTurn(3, waysOf(600))
  return [
    {
      ...row('most memory, 10 minutes recorded and sent', 'MiB', usually(sent), 'peakBytes'),
      target: ratioAtMost(1 / 30, '≤ 1/30'),
    },
    row('  the same', 'MiB', fastest(sent), 'peakBytes'),
  ]
}

/** One recording sent in two ways. */
interface Comparison {
  baselineName: string
  baseline: SendingCost[]
  ours: SendingCost[]
}

/** What one recording cost when it was whole before it was sent. */
type Sent = Record<'usual' | 'buffer' | 'ours', SendingCost[]>

/** By wavefile's own encoding, by the fastest there is for the same file, and Parley's way. */
function waysOf(seconds: number, way: ParleysWay = {}) {
  return {
    usual: () => sendInOwnProcess('usual-way.ts', seconds),
    buffer: () => sendInOwnProcess('usual-way.ts', seconds, { args: ['buffer'] }),
    ours: parleysWay(seconds, way),
  }
}

function parleysWay(seconds: number, way: ParleysWay) {
  return () => sendInOwnProcess('parleys-way.ts', seconds, { args: [JSON.stringify(way)] })
}

function usually({ usual, ours }: Sent): Comparison {
  return { baselineName: 'wavefile + base64 + SDK', baseline: usual, ours }
}

function fastest({ buffer, ours }: Sent): Comparison {
  return { baselineName: 'wavefile + Buffer’s base64 + SDK', baseline: buffer, ours }
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
