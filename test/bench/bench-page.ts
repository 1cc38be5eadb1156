import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from '@playwright/test'
import { build, mergeConfig, preview } from 'vite'
import { rendererBundle } from '../../build/bundles.ts'

/** Pages with what Parley records and plays with beside others': where they are, and what each puts into the global scope. */
const pages = { 'playback-page': 'playbackPage', 'recording-page': 'recordingPage' } as const

/** Opens one of them, built as the window is. */
export async function openBenchPage(
  browser: Browser,
  name: keyof typeof pages,
): Promise<{ page: Page; close(): Promise<void> }> {
  const outDir = await mkdtemp(join(tmpdir(), 'parley-bench-page-'))
  const config = mergeConfig(rendererBundle, {
    root: join(import.meta.dirname, name),
    build: { outDir, target: 'esnext' },
    // Without the window's content security policy, which wavtools' worklet made of a blob would not pass.
    preview: { host: '127.0.0.1', port: 0 },
  })
  await build(config)
  const server = await preview(config)
  const page = await browser.newPage()
  await page.goto(server.resolvedUrls?.local[0] ?? '')
  await page.waitForFunction(offered => offered in globalThis, pages[name])
  return {
    page,
    close: async () => {
      await page.close()
      await server.close()
      await rm(outDir, { recursive: true })
    },
  }
}
