import { AppError } from '../../../app/errors.ts'
import type { FailureCode } from '../../../app/failure-values.ts'
import type { Knowledge } from '../../../app/profiles/knowledge.ts'
import type { UploadFormat, UploadObstacle } from '../../../app/profiles/uploads.ts'
import { refusalOf, rowOf, transportErrorOf } from '../failure/failure.ts'

/** What follows when a question failed that was sent while it was spoken, before anything was answered. */
export interface EarlyFallback {
  /** What was to blame if the server takes the whole recording now; null when the failure says nothing of how it was sent. */
  suspected: UploadObstacle | null
}

/** Refusals that may be about how the question was sent. All others say what is wrong with the question itself. */
const aboutTheWay: readonly FailureCode[] = [
  'too_large',
  'audio_refused',
  'request_refused',
  'server_failed',
  'endpoint_html',
]

/**
 * Whether a question is sent once more, with the whole recording. If it failed before it was complete, nobody can have worked on it. After that
 * it is sent again only if the server refused it, or has never shown that it takes recordings in this way.
 * @returns null when it is not sent again: the failure is the question's own
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
    // A server that has all of it and is slow to answer has nothing against how it was sent.
    if (mayBeWorkedOn || (isStall && isSent)) return null
    // The user has waited for a connection once and must not wait again; one that failed while they spoke kept nobody waiting.
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
