import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from '@playwright/test'
import { build, mergeConfig, preview } from 'vite'
import { rendererBundle } from '../../build/bundles.ts'

/** Opens the page in `playback-page/`, which holds Parley's player and wavtools', built as the window is. */
export async function openPlaybackPage(browser: Browser): Promise<{ page: Page; close(): Promise<void> }> {
  const outDir = await mkdtemp(join(tmpdir(), 'parley-bench-page-'))
  const config = mergeConfig(rendererBundle, {
    root: join(import.meta.dirname, 'playback-page'),
    build: { outDir, target: 'esnext' },
    // Without the window's content security policy, which wavtools' worklet made of a blob would not pass.
    preview: { host: '127.0.0.1', port: 0 },
  })
  await build(config)
  const server = await preview(config)
  const page = await browser.newPage()
  await page.goto(server.resolvedUrls?.local[0] ?? '')
  await page.waitForFunction(() => 'playbackPage' in globalThis)
  return {
    page,
    close: async () => {
      await page.close()
      await server.close()
      await rm(outDir, { recursive: true })
    },
  }
}
