import { AppError } from '../../../app/errors.ts'
import type { FailureCode } from '../../../app/failure-values.ts'
import type { Knowledge } from '../../../app/profiles/knowledge.ts'
import type { UploadFormat, UploadObstacle } from '../../../app/profiles/uploads.ts'
import { refusalOf, rowOf, transportErrorOf } from '../failure/failure.ts'

/** What follows when a question failed that went out while it was spoken, before anything was answered. */
export interface EarlyFallback {
  /** What may be to blame, if the whole recording is taken then; null when that is nothing about the way it went. */
  suspected: UploadObstacle | null
}

/** What a refusal may mean that is none of the question, but of the way it came. All others name what is wrong with it. */
const aboutTheWay: readonly FailureCode[] = [
  'too_large',
  'audio_refused',
  'request_refused',
  'server_failed',
  'endpoint_html',
]

/**
 * Whether a question goes out once more, with the whole recording. While it was not whole, nobody can have worked on it; afterwards only where
 * the server refused it, or has never shown that it takes recordings in this way.
 * @returns null when it does not: the failure is the question's own
 */
export function fallbackAfter(
  error: unknown,
  { isConnected, isSent, hasFailedEarly }: { isConnected: boolean; isSent: boolean; hasFailedEarly: boolean },
  format: UploadFormat,
  known: Knowledge | null,
): EarlyFallback | null {
  const refusal = refusalOf(error)
  const mayBeWorkedOn = isSent && known?.uploads[format] === 'taken'
  if (refusal === null) {
    const broken = transportErrorOf(error)
    const isStall = error instanceof AppError && error.code === 'timed_out'
    // Who has all of it and takes long to answer has nothing against the way it came.
    if (mayBeWorkedOn || (isStall && isSent)) return null
    // Whoever waited for a connection as long as anybody does waits no second time; what failed while it was spoken kept nobody waiting.
    if (!isConnected && isStall && !hasFailedEarly) return null
    if (!isConnected || broken?.wasStale) return { suspected: null }
    return { suspected: isStall ? 'stalled' : broken ? 'broke-off' : null }
  }
  const { status } = refusal
  if (status === null || status < 400) return null
  if (status === 411 || status === 501) return { suspected: 'length-required' }
  const { code } = rowOf(refusal, true)
  if (!aboutTheWay.includes(code)) return null
  if (code === 'too_large') return { suspected: 'too-large' }
  if (status !== 408 && status < 500) return { suspected: 'refused' }
  return mayBeWorkedOn ? null : { suspected: 'broke-off' }
}
