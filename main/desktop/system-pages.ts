import type { SystemPage } from '../../app/contract/desktop-requests.ts'

/** Pages of the system's own settings, by what they are for. The window names a page, never an address. */
const pages: Partial<Record<NodeJS.Platform, Record<SystemPage, string | null>>> = {
  darwin: {
    microphone: 'x-apple.systempreferences:com.apple.preference.security?Privacy_Microphone',
    accessibility: 'x-apple.systempreferences:com.apple.preference.security?Privacy_Accessibility',
  },
  win32: { microphone: 'ms-settings:privacy-microphone', accessibility: null },
}

/** The address of a page of the system's settings; null where there is none. */
export function systemPageUrl(platform: NodeJS.Platform, page: SystemPage): string | null {
  return pages[platform]?.[page] ?? null
}
