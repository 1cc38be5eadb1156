import { shell } from 'electron/common'
import type { SystemPage } from '../../../app/contract/desktop-requests.ts'
import { systemPageUrl } from './system-pages.ts'

/** Opens a page of the system's settings, where there is one, or Parley's own. The only place that hands an address to other programs. */
export function openSystemPage(page: SystemPage): void {
  const url = systemPageUrl(process.platform, page)
  if (url !== null) void shell.openExternal(url)
}

/** Shows a folder in the system's file manager. @param folder absolute, one of Parley's own */
export function revealFolder(folder: string): void {
  shell.showItemInFolder(folder)
}
