import type { Page } from '@playwright/test'

/**
 * Takes workers away from a page, so that the page holds its socket itself, as where there are none. Playwright, which does not look into
 * workers, then sees what passes. Call before the page loads.
 */
export async function withoutWorkers(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Reflect.deleteProperty(globalThis, 'Worker')
  })
}
