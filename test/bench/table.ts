import { median, type Row, ratioOf } from './measure.ts'

/** The table as people read it: medians, spread as least to most, ratio, number of measurements, target. */
export function tableOf(rows: readonly Row[]): string {
  const lines = rows.map(row => [
    row.name,
    row.baselineName === null ? '—' : `${spread(row.baseline, row.unit)} ${row.baselineName}`,
    spread(row.ours, row.unit),
    ratioWords(ratioOf(row)),
    String(row.ours.length),
    row.target ? `${row.target.words} ${row.target.isMet(row) ? '✓' : '✗ missed'}` : '—',
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

/** The table as a README has it: medians, ratio, target. */
export function markdownOf(rows: readonly Row[]): string {
  const lines = rows.map(row => [
    row.name.replace(/^ +/, '… '),
    row.baselineName === null ? '' : `${figure(median(row.baseline))} ${row.unit} (${row.baselineName})`,
    `${figure(median(row.ours))} ${row.unit}`,
    Number.isFinite(ratioOf(row)) ? ratioWords(ratioOf(row)) : '',
    String(row.ours.length),
    row.target ? `${row.target.words} ${row.target.isMet(row) ? '✓' : '✗'}` : '',
  ])
  const head = ['what', 'compared with', 'Parley', 'ratio', 'n', 'target']
  return [head, head.map(() => '---'), ...lines].map(cells => `| ${cells.join(' | ')} |`).join('\n')
}

/** A row for programs, with every single measurement. */
export function jsonOf(row: Row): object {
  const ratio = ratioOf(row)
  return {
    name: row.name,
    unit: row.unit,
    baseline: row.baselineName === null ? null : { name: row.baselineName, ...summaryOf(row.baseline) },
    parley: summaryOf(row.ours),
    ratio: Number.isFinite(ratio) ? ratio : null,
    target: row.target && { words: row.target.words, isMet: row.target.isMet(row) },
  }
}

function summaryOf(values: readonly number[]): object {
  return { median: median(values), least: Math.min(...values), most: Math.max(...values), values }
}

function spread(values: readonly number[], unit: string): string {
  const least = Math.min(...values)
  const most = Math.max(...values)
  const range = least === most ? '' : ` (${figure(least)}–${figure(most)})`
  return `${figure(median(values))} ${unit}${range}`
}

function figure(value: number): string {
  return Number.isInteger(value) || Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3)
}

function ratioWords(ratio: number): string {
  if (!Number.isFinite(ratio)) return '—'
  if (ratio === 0) return '0'
  return ratio < 0.5 ? `1/${(1 / ratio).toFixed(ratio < 0.1 ? 0 : 1)}` : ratio.toFixed(2)
}
