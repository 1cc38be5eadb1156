import type { SystemPage } from '../contract/desktop-requests.ts'
import type { FailureCode } from '../failure-values.ts'
import type { DesktopStatus } from '../status.ts'
import { desktopWords } from '../words/desktop-words.ts'
import { microphonePage } from './microphone-page.ts'

/** What to do on this system about a microphone that does not open. */
export interface MicrophoneAdvice {
  text: string
  /** The page of the system's settings for it; null when there is none. */
  page: SystemPage | null
}

const failed: readonly FailureCode[] = ['microphone_denied', 'microphone_missing', 'microphone_busy']

/** What to do about a microphone that does not open, if more is known than the failure says; otherwise null. */
export function microphoneAdvice(code: FailureCode, desktop: DesktopStatus): MicrophoneAdvice | null {
  if (!failed.includes(code)) return null
  const { advice } = desktopWords
  const { platform, packaging, hasSoundServer } = desktop
  if (platform === 'linux') {
    if (packaging !== null) return { text: advice[packaging], page: null }
    return hasSoundServer ? null : { text: advice.noSoundServer, page: null }
  }
  if (code !== 'microphone_denied') return null
  const page = microphonePage(code, desktop)
  return { text: page ? advice[platform] : advice.startAgain, page }
}
