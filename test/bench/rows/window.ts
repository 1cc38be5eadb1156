import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import type { Browser } from '@playwright/test'
import { startHostProcess } from '../../../build/host-process.ts'
import { beginningOfWindow } from '../../helpers/window-beginning.ts'
import { medianAtMost, type Row } from '../measure.ts'

/** From the start of the process until the talk button in a browser can be pressed, as `--times` prints it. */
export async function measureWindow(browser: Browser): Promise<Row[]> {
  const ours: number[] = []
  for (let i = 0; i < 7; i++) ours.push(await startOnce(browser))
  return [
    {
      name: 'process start → window usable (browser host)',
      unit: 'ms',
      baselineName: null,
      baseline: [],
      ours,
      target: medianAtMost(1000, '< 1000 ms'),
    },
  ]
}

/** What the window loads before its talk button can be pressed: page, styles, and the script it begins with. */
export async function measureBundle(): Promise<Row[]> {
  const files = await beginningOfWindow()
  const sizes = await Promise.all(files.map(async file => gzipSync(await readFile(file)).byteLength))
  return [
    {
      name: 'window, what it begins with, gzipped',
      unit: 'kB',
      baselineName: null,
      baseline: [],
      ours: [sizes.reduce((sum, size) => sum + size, 0) / 1000],
      target: medianAtMost(72, '≤ 72 kB'),
    },
  ]
}

async function startOnce(browser: Browser): Promise<number> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'parley-bench-'))
  await writeFile(join(dataFolder, 'settings.json'), JSON.stringify({ setupDone: true }))
  const host = await startHostProcess({ dataFolder, flags: ['--times'] })
  const page = await browser.newPage()
  try {
    await page.goto(host.url)
    await page.getByRole('button', { name: 'Hold to talk' }).waitFor()
    for (let waited = 0; waited < 10_000; waited += 10) {
      const ms = /Window usable: (\d+) ms/.exec(host.output())?.[1]
      if (ms !== undefined) return Number(ms)
      await setTimeout(10)
    }
    throw new Error(`The window did not say when it was usable:\n${host.output()}`)
  } finally {
    await page.close()
    await host.stop()
    await rm(dataFolder, { recursive: true })
  }
}
