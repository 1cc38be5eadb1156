import type { Page } from '@playwright/test'

/**
 * Leaves a page without workers, so that it holds its socket itself, as where none can be had: then what passes is seen by
 * Playwright, which does not look into workers. To be called before the page loads.
 */
export async function withoutWorkers(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Reflect.deleteProperty(globalThis, 'Worker')
  })
}
