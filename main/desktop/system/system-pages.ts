import type { SystemPage } from '../../../app/contract/desktop-requests.ts'
import packageJson from '../../../package.json' with { type: 'json' }

/** Pages of the system's settings, by their purpose. The window names a page, never an address. */
const pages: Partial<Record<NodeJS.Platform, Record<Exclude<SystemPage, 'releases'>, string | null>>> = {
  darwin: {
    microphone: 'x-apple.systempreferences:com.apple.preference.security?Privacy_Microphone',
    accessibility: 'x-apple.systempreferences:com.apple.preference.security?Privacy_Accessibility',
  },
  win32: { microphone: 'ms-settings:privacy-microphone', accessibility: null },
}

/** The address of a page of the system's settings, or of Parley's own; null where there is none. */
export function systemPageUrl(platform: NodeJS.Platform, page: SystemPage): string | null {
  if (page === 'releases') return packageJson.homepage
  return pages[platform]?.[page] ?? null
}
