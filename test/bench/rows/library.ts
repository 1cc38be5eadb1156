import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { Browser } from '@playwright/test'
import { type HostProcess, startHostProcess } from '../../../build/host-process.ts'
import { writeLibrary } from '../generated-library.ts'
import { atLeast, inTurn, medianAtMost, percentileAtMost, type Row, ratioAtMost, type Target } from '../measure.ts'
import { inOwnProcess } from '../own-process.ts'
import { openPaintedPage, type PaintedPage } from '../painted-page.ts'
import type { IndexCost } from '../processes/library-index.ts'
import type { UseCosts } from '../processes/library-use.ts'
import { measureScrolling } from './scrolling.ts'

const TURNS = 100_000
const FEW_TURNS = 1000
/** Conversations that are opened in turn. */
const OPENED = 8
const LIKE = 'LIKE scan'

/** A library of 100,000 turns in 10,000 conversations: its index made, listed, opened, searched, added to; against none and fewer; and a long conversation scrolled. */
export async function measureLibrary(browser: Browser): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-bench-library-'))
  try {
    const [many, few] = [join(folder, 'many'), join(folder, 'few')]
    await writeLibrary(many, TURNS)
    await writeLibrary(few, FEW_TURNS)
    const rows = await measureIndex(many)
    await inOwnProcess<IndexCost>('library-index.ts', ['index', few])
    rows.push(...(await measureWindow(browser, many)), ...(await measureUse(many, few)))
    rows.push(...(await measureScrolling(browser, join(folder, 'long'))))
    return rows
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** The index made from the folders, against reading the same files into memory. */
async function measureIndex(folder: string): Promise<Row[]> {
  const { baseline, ours } = await inTurn(3, {
    baseline: () => inOwnProcess<IndexCost>('library-index.ts', ['read', folder]),
    ours: () => inOwnProcess<IndexCost>('library-index.ts', ['index', folder]),
  })
  const perSecond = ({ conversations, ms }: IndexCost) => (conversations / ms) * 1000
  return [
    {
      name: 'index made from the folders of 10,000 conversations',
      unit: 'conversations/s',
      baselineName: 'all JSON read',
      baseline: baseline.map(perSecond),
      ours: ours.map(perSecond),
      target: atLeast(2000, '≥ 2000/s'),
    },
  ]
}

/** In Chromium, from the wire being open or a click until the rows are painted; and what main holds then. */
async function measureWindow(browser: Browser, folder: string): Promise<Row[]> {
  await writeFile(join(folder, 'settings.json'), JSON.stringify({ setupDone: true }))
  const host = await startHostProcess({ dataFolder: folder })
  const painted = await openPaintedPage(browser)
  try {
    const lists: number[] = []
    for (let i = 0; i < 7; i++) lists.push(await painted.load(host.url))
    const further: number[] = []
    for (let i = 0; i < 20; i++) further.push(await painted.more())
    await painted.load(host.url)
    // Whoever opens a conversation for the first time after the index was lost has its waveforms drawn, in a thread that goes
    // ten seconds later; every other time they are there.
    await openConversations(painted, OPENED)
    await setTimeout(15_000)
    const opened = await openConversations(painted, 3 * OPENED)
    const memory = await residentMegabytes(host)
    return [
      alone('wire open → window painted with its conversations', 'ms', lists, null),
      alone('further conversations listed → painted', 'ms', further, medianAtMost(30, '≤ 30 ms')),
      alone('conversation opened → painted', 'ms', opened, medianAtMost(30, '≤ 30 ms')),
      alone('memory of main with that library open', 'MB', [memory], medianAtMost(150, '≤ 150 MB')),
    ]
  } finally {
    await painted.page.close()
    await host.stop()
  }
}

async function openConversations(painted: PaintedPage, count: number): Promise<number[]> {
  const times: number[] = []
  for (let i = 0; i < count; i++) times.push(await painted.open(i % OPENED))
  return times
}

async function residentMegabytes({ process }: HostProcess): Promise<number> {
  const status = await readFile(`/proc/${process.pid}/status`, 'utf8')
  const kibibytes = /^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]
  if (kibibytes === undefined) throw new Error('The system does not say how much memory a process holds')
  return (Number(kibibytes) * 1024) / 1e6
}

async function measureUse(many: string, few: string): Promise<Row[]> {
  const use = await inOwnProcess<UseCosts>('library-use.ts', [many])
  const ofFew = await inOwnProcess<UseCosts>('library-use.ts', [few, 'insert'])
  const row = (name: string, key: string, baselineName: string, target: Target | null): Row => ({
    ...{ name, unit: 'ms', baselineName, baseline: use[key]?.naive ?? [], ours: use[key]?.ours ?? [], target },
  })
  return [
    row('search a rare word', 'rare', LIKE, ratioAtMost(1 / 50, '≤ 1/50')),
    row('search a common word, newest first', 'common', LIKE, null),
    row('search a common word, best first', 'ranked', LIKE, null),
    row('search a phrase', 'phrase', LIKE, null),
    row('search as you type, two letters', 'prefix', LIKE, percentileAtMost(95, 30, 'p95 ≤ 30 ms')),
    row('a turn asked and answered', 'insert', 'its JSON rewritten', percentileAtMost(99, 5, 'p99 ≤ 5 ms')),
    {
      ...row('  the same, against a library of 1,000 turns', 'insert', '1,000 turns', ratioAtMost(1.5, '≤ 1.5')),
      baseline: ofFew.insert?.ours ?? [],
    },
  ]
}

function alone(name: string, unit: string, ours: number[], target: Target | null): Row {
  return { name, unit, baselineName: null, baseline: [], ours, target }
}
