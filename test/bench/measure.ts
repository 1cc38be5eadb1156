import { fork } from 'node:child_process'
import { join } from 'node:path'

/** One line of the table: the same work done the usual way and Parley's way, in the same run. */
export interface Row {
  name: string
  unit: string
  baselineName: string
  baseline: number[]
  ours: number[]
  /** What was aimed at, in words. */
  target: string
  /** Whether the medians meet it. */
  isMet: boolean
}

/** The middle value; the mean of the two middle ones for an even count. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}

/** Ours over the baseline's, by medians; below 1 is better. */
export function ratioOf(row: Pick<Row, 'baseline' | 'ours'>): number {
  return median(row.ours) / median(row.baseline)
}

/** Runs a script of `processes/` in a fresh process and resolves with the one message it sends. */
export function inOwnProcess<Result>(script: string, ...args: readonly string[]): Promise<Result> {
  return new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, 'processes', script), [...args], { stdio: 'inherit' })
    let result: Result | undefined
    child.once('message', message => {
      result = message as Result
    })
    child.once('exit', code => {
      if (result === undefined) reject(new Error(`${script} ended with code ${code} and no result`))
      else resolve(result)
    })
  })
}

/** Measures both ways in turn, `n` times, so that a slow moment of the machine falls on both. */
export async function alternate<Result>(
  n: number,
  baseline: () => Promise<Result>,
  ours: () => Promise<Result>,
): Promise<{ baseline: Result[]; ours: Result[] }> {
  const results: { baseline: Result[]; ours: Result[] } = { baseline: [], ours: [] }
  for (let i = 0; i < n; i++) {
    results.baseline.push(await baseline())
    results.ours.push(await ours())
  }
  return results
}

/** The table as people read it: medians, spread as least to most, ratio and target. */
export function tableOf(rows: readonly Row[]): string {
  const lines = rows.map(row => [
    row.name,
    `${row.baselineName} ${spread(row.baseline, row.unit)}`,
    spread(row.ours, row.unit),
    ratioWords(ratioOf(row)),
    String(row.ours.length),
    `${row.target} ${row.isMet ? '✓' : '✗'}`,
  ])
  const head = ['what', 'baseline: median (least–most)', 'Parley', 'ratio', 'n', 'target']
  const widths = head.map((title, column) =>
    Math.max(...[title, ...lines.map(line => line[column] ?? '')].map(cell => cell.length)),
  )
  const format = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd()
  return [format(head), format(widths.map(width => '─'.repeat(width))), ...lines.map(format)].join('\n')
}

function spread(values: readonly number[], unit: string): string {
  return `${figure(median(values))} ${unit} (${figure(Math.min(...values))}–${figure(Math.max(...values))})`
}

function figure(value: number): string {
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3)
}

function ratioWords(ratio: number): string {
  if (!Number.isFinite(ratio)) return '—'
  return ratio > 0 && ratio < 0.5 ? `1/${(1 / ratio).toFixed(ratio < 0.1 ? 0 : 1)}` : ratio.toFixed(2)
}
