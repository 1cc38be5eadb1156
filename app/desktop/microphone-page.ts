import type { SystemPage } from '../contract/desktop-requests.ts'
import type { FailureCode } from '../failure-values.ts'
import type { DesktopStatus } from '../status.ts'

/** The page of the system's settings for a microphone's failure; null when there is none. */
export function microphonePage(code: FailureCode, { platform, microphone }: DesktopStatus): SystemPage | null {
  // If macOS says `granted` although the microphone was denied, only a restart of Parley helps, and its settings have nothing left to
  // allow.
  if (code !== 'microphone_denied' || platform === 'linux' || microphone === 'granted') return null
  return 'microphone'
}
