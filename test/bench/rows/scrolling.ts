import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from '@playwright/test'
import { PEAKS_LIMIT } from '../../../app/sound/peaks.ts'
import { percentile } from '../../../app/turns/percentile.ts'
import { startHostProcess } from '../../../build/host-process.ts'
import { openLibrary } from '../../../main/library/open-library.ts'
import { writeLibrary } from '../generated-library.ts'
import { inTurn, percentileAtMost, type Row, ratioAtMost } from '../measure.ts'
import { openPaintedPage, type PaintedPage } from '../painted-page.ts'

const TURNS = 5000
const ROUNDS = 3
/** As long as people speak, for waveforms as wide as theirs. */
const SOUND_MS = 8000
/** Some four turns a second, down and half the way up again. */
const PIXELS_PER_SECOND = 3000
const PIXELS = [9000, -4500]
/** A frame that took longer than the 16.7 ms of a screen with 60 a second took two of them or more: this is between. */
const LATE_MS = 20
const ALL_ROWS = 'all rows in the page'

/** The intervals between the frames of one page while it was scrolled, and what it took to show it. */
interface Scrolled {
  openedMs: number
  intervals: number[]
}

/**
 * A conversation of 5,000 turns scrolled in Chromium as by a wheel, by the compositor: in Parley, where the rows in the view
 * come and go; with as many of the same rows all in the page; and an empty page, which is the pace of this machine.
 */
export async function measureScrolling(browser: Browser, folder: string): Promise<Row[]> {
  await writeLongConversation(folder)
  const host = await startHostProcess({ dataFolder: folder })
  const inPage = async (measure: (painted: PaintedPage) => Promise<Scrolled>) => {
    const painted = await openPaintedPage(browser)
    try {
      await painted.load(host.url)
      return await measure(painted)
    } finally {
      await painted.page.close()
    }
  }
  try {
    const { ours, all, empty } = await inTurn(ROUNDS, {
      ours: () => inPage(scrollParley),
      all: () => inPage(scrollAllRows),
      empty: () => inPage(scrollEmptyPage),
    })
    return rowsOf(ours, all, empty)
  } finally {
    await host.stop()
  }
}

function rowsOf(ours: Scrolled[], all: Scrolled[], empty: Scrolled[]): Row[] {
  const intervals = (pages: Scrolled[]) => pages.flatMap(page => page.intervals)
  const late = (pages: Scrolled[]) =>
    pages.map(page => (page.intervals.filter(ms => ms > LATE_MS).length / page.intervals.length) * 100)
  const mostly = (pages: Scrolled[]) => pages.map(page => percentile(page.intervals, 95))
  return [
    {
      ...{ name: `a conversation of ${TURNS.toLocaleString('en')} turns opened → painted`, unit: 'ms' },
      ...{ baselineName: ALL_ROWS, baseline: all.map(page => page.openedMs), ours: ours.map(page => page.openedMs) },
      target: ratioAtMost(1 / 20, '≤ 1/20'),
    },
    {
      ...{ name: '  scrolled: from frame to frame', unit: 'ms', baselineName: ALL_ROWS },
      ...{ baseline: intervals(all), ours: intervals(ours), target: percentileAtMost(95, LATE_MS, 'p95 one frame') },
    },
    {
      ...{ name: '  scrolled: 95 of 100 frames within', unit: 'ms', baselineName: ALL_ROWS },
      ...{ baseline: mostly(all), ours: mostly(ours), target: null },
    },
    {
      ...{ name: '  scrolled: frames over 16.7 ms', unit: '%', baselineName: 'an empty page' },
      ...{ baseline: late(empty), ours: late(ours), target: null },
    },
  ]
}

async function scrollParley(painted: PaintedPage): Promise<Scrolled> {
  const openedMs = await openLongConversation(painted)
  return { openedMs, intervals: await scroll(painted.page) }
}

/** The rows that are in Parley's page, over and over: nothing is drawn by a component, they are only put in. */
async function scrollAllRows(painted: PaintedPage): Promise<Scrolled> {
  await openLongConversation(painted)
  const { page } = painted
  const openedMs = await page.evaluate(async count => {
    const log = document.querySelector('[role=log]')
    const rows = [...(log?.querySelectorAll('[data-index]') ?? [])]
    const all = log?.cloneNode() as HTMLElement
    const inner = log?.firstElementChild?.cloneNode() as HTMLElement
    inner.style.paddingBottom = ''
    for (let i = 0; i < count; i++) {
      const row = rows[i % rows.length]?.cloneNode(true) as HTMLElement
      row.style.marginTop = ''
      inner.append(row)
    }
    all.append(inner)
    const beganAt = performance.now()
    log?.replaceWith(all)
    all.scrollTop = all.scrollHeight / 2
    await new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)))
    return performance.now() - beganAt
  }, TURNS)
  return { openedMs, intervals: await scroll(page) }
}

async function scrollEmptyPage({ page }: PaintedPage): Promise<Scrolled> {
  await page.goto('about:blank')
  await page.setContent(
    '<div role="log" style="height: 600px; overflow: auto"><div style="height: 2000000px"></div></div>',
  )
  return { openedMs: 0, intervals: await scroll(page) }
}

/** Opens the only conversation and waits until all its turns were fetched. Resolves with the time until the newest were painted. */
async function openLongConversation({ page, open }: PaintedPage): Promise<number> {
  const openedMs = await open(0)
  await page.locator('[aria-label="Play conversation"]:enabled').waitFor()
  return openedMs
}

/** Scrolls the timeline from its middle and returns the times between the animation frames meanwhile. */
async function scroll(page: Page): Promise<number[]> {
  const session = await page.context().newCDPSession(page)
  await page.evaluate(async () => {
    const log = document.querySelector('[role=log]')
    log?.scrollTo(0, log.scrollHeight / 2)
    await new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve, 500)))
    const frames: number[] = []
    Object.assign(window, { frames })
    const note = (at: number) => {
      frames.push(at)
      requestAnimationFrame(note)
    }
    requestAnimationFrame(note)
  })
  for (const yDistance of PIXELS) {
    await session.send('Input.synthesizeScrollGesture', {
      ...{ x: 600, y: 200, yDistance, speed: PIXELS_PER_SECOND, gestureSourceType: 'mouse', preventFling: true },
    })
  }
  const frames = await page.evaluate(() => (window as unknown as { frames: number[] }).frames)
  return frames.slice(1).map((at, i) => at - (frames[i] ?? at))
}

/** One conversation with the waveforms of all its sounds drawn, as they are once they were looked at. */
async function writeLongConversation(folder: string): Promise<void> {
  await writeLibrary(folder, TURNS, TURNS)
  await writeFile(join(folder, 'settings.json'), JSON.stringify({ setupDone: true }))
  const library = openLibrary(folder, { rebuilds: true })
  const peaks = Array.from({ length: PEAKS_LIMIT }, (_, i) => 128 + Math.round(100 * Math.sin(i)))
  for (const id of library.conversationIds('recent')) {
    for (const { id: turnId, recording, reply } of library.turnsOf(id)) {
      const drawn = { peaks, durationMs: SOUND_MS }
      if (recording) library.keepMeasures(turnId, 'recording', { ...recording, ...drawn })
      if (reply?.sound) library.keepMeasures(turnId, 'reply', { ...reply.sound, ...drawn })
    }
  }
  library.close()
}
