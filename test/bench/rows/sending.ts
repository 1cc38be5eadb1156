import { alternate, type Row, ratioAtMost } from '../measure.ts'
import { inOwnProcess, sendInOwnProcess } from '../own-process.ts'

const usualSending = 'wavefile + base64 + SDK'
const MEBIBYTE = 2 ** 20

/** From the key going up until a server on loopback has the whole request: time, and processor time of it. */
export async function measureSending(): Promise<Row[]> {
  const rows: Row[] = []
  for (const seconds of [30, 120]) {
    const { baseline, ours } = await alternate(
      7,
      () => sendInOwnProcess('usual-way.ts', seconds),
      () => sendInOwnProcess('parleys-way.ts', seconds),
    )
    rows.push(
      {
        name: `key-up → request written, ${seconds} s of speech`,
        unit: 'ms',
        baselineName: usualSending,
        baseline: baseline.map(cost => cost.writtenMs),
        ours: ours.map(cost => cost.writtenMs),
        target: null,
      },
      {
        name: `  processor time of it, ${seconds} s`,
        unit: 'ms',
        baselineName: usualSending,
        baseline: baseline.map(cost => cost.cpuMs),
        ours: ours.map(cost => cost.cpuMs),
        target: ratioAtMost(1 / 20, '≤ 1/20'),
      },
    )
  }
  return rows
}

/** From the key going up until a WAV file of two minutes is whole and safe on the disk. */
export async function measureFile(): Promise<Row[]> {
  const { baseline, ours } = await alternate(
    7,
    () => inOwnProcess<{ finishedMs: number }>('usual-file.ts', ['120']),
    () => sendInOwnProcess('parleys-way.ts', 120),
  )
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
  const { baseline, ours } = await alternate(
    3,
    () => sendInOwnProcess('usual-way.ts', 600),
    () => sendInOwnProcess('parleys-way.ts', 600),
  )
  return [
    {
      name: 'most memory, 10 minutes recorded and sent',
      unit: 'MiB',
      baselineName: usualSending,
      baseline: baseline.map(cost => cost.peakBytes / MEBIBYTE),
      ours: ours.map(cost => cost.peakBytes / MEBIBYTE),
      target: ratioAtMost(1 / 30, '≤ 1/30'),
    },
  ]
}
