import type { SystemPage } from '../contract/desktop-requests.ts'
import type { FailureCode } from '../failure-values.ts'
import type { DesktopStatus } from '../status.ts'
import { desktopWords } from '../words/desktop-words.ts'

/** What to do about a microphone that does not open, as this system wants it. */
export interface MicrophoneAdvice {
  text: string
  /** The page of the system's settings where it is done; null where there is none. */
  page: SystemPage | null
}

const failed: readonly FailureCode[] = ['microphone_denied', 'microphone_missing', 'microphone_busy']

/** What to do about a microphone that does not open, where more is known than the failure says; null where not. */
export function microphoneAdvice(code: FailureCode, desktop: DesktopStatus): MicrophoneAdvice | null {
  if (!failed.includes(code)) return null
  const { advice } = desktopWords
  const { platform, microphone, packaging, hasSoundServer } = desktop
  if (platform === 'linux') {
    if (packaging !== null) return { text: advice[packaging], page: null }
    return hasSoundServer ? null : { text: advice.noSoundServer, page: null }
  }
  if (code !== 'microphone_denied') return null
  // macOS tells a program that runs already only after it was started again.
  if (microphone === 'granted') return { text: advice.startAgain, page: null }
  return { text: advice[platform], page: 'microphone' }
}
