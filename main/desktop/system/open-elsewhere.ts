import { shell } from 'electron/common'
import type { SystemPage } from '../../../app/contract/desktop-requests.ts'
import { failWith } from '../../../app/errors.ts'
import { systemPageUrl } from './system-pages.ts'

/**
 * Opens a page of the system's settings, if it has that page, or Parley's own. This is the only place that hands an address to other
 * programs. Throws page_not_opened.
 */
export async function openSystemPage(page: SystemPage): Promise<void> {
  const address = systemPageUrl(process.platform, page)
  if (address === null) return
  await shell.openExternal(address).catch(() => {
    throw failWith('page_not_opened', { address })
  })
}

/** Shows a folder in the system's file manager. @param folder absolute, one of Parley's own */
export function revealFolder(folder: string): void {
  shell.showItemInFolder(folder)
}
