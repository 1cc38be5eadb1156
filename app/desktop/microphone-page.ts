import type { SystemPage } from '../contract/desktop-requests.ts'
import type { FailureCode } from '../failure-values.ts'
import type { DesktopStatus } from '../status.ts'

/** The page of the system's settings where what a microphone failed of is put right; null where there is none. */
export function microphonePage(code: FailureCode, { platform, microphone }: DesktopStatus): SystemPage | null {
  // macOS tells a program that runs already only after it was started again: nothing is left to allow there.
  if (code !== 'microphone_denied' || platform === 'linux' || microphone === 'granted') return null
  return 'microphone'
}
