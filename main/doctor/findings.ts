import type { AppError } from '../../app/errors.ts'
import type { FailureCode } from '../../app/failure-values.ts'
import type { CheckName } from '../../app/profiles/check-names.ts'
import type { Model } from '../../app/profiles/models.ts'
import type { Endpoint } from '../endpoint/endpoint.ts'
import type { HeardAnswer } from './hear-answer.ts'
import type { Connected } from './reach.ts'

/** A transcript of the recording, or why there is none. */
export type TranscribedRecording = { words: string; ms: number } | { failure: AppError; ms: number }

/** Everything a checkup has found so far; null for what was not tried, or not yet. */
export interface Findings {
  endpoint: Endpoint
  connected: Connected | null
  /** The models that the server lists; null when it lists none, or did not say. */
  models: readonly Model[] | null
  /** The answer to the recording. */
  spoken: HeardAnswer | null
  /** The answer to plain words, which are sent if the recording was not accepted. */
  typed: HeardAnswer | null
  /** The answer to the second question, if the first answer has an id. */
  followUp: HeardAnswer | null
  /** `unwanted`: the user has no recordings transcribed. */
  transcription: TranscribedRecording | 'unwanted' | null
}

/** The check at which a checkup ended, because nothing after it can be tried, and why. */
interface Fault {
  check: CheckName
  failure: AppError
}

/** Failures that belong to a certain check, however much of a reply had arrived. */
const checkOfCode: Partial<Record<FailureCode, CheckName>> = {
  key_malformed: 'key',
  key_missing: 'key',
  key_refused: 'key',
  key_expired: 'key',
  proxy_key_refused: 'key',
  access_denied: 'key',
  quota_used_up: 'key',
  model_unknown: 'model',
  model_retired: 'model',
  model_denied: 'model',
  model_unavailable: 'model',
  projector_missing: 'hears',
  api_version_too_old: 'hears',
  audio_refused: 'hears',
  proxy_without_audio: 'speaks',
  voice_refused: 'speaks',
  format_refused: 'speaks',
  reply_empty: 'speaks',
}

/** The answer by which the model is judged. */
export function answerOf({ typed, spoken }: Findings): HeardAnswer | null {
  return typed ?? spoken
}

/** The failure that makes everything after it pointless; null when there is none. */
export function faultOf(findings: Findings): Fault | null {
  const { connected, typed } = findings
  if (connected?.failure) {
    return { check: connected.connectMs === null ? 'reachable' : 'encrypted', failure: connected.failure }
  }
  const answer = answerOf(findings)
  if (!answer?.failure) return null
  const { failure } = answer
  return { check: checkOf(answer, failure, typed === null), failure }
}

/** Whether a model did not accept the recording, but may still answer words. */
export function isRecordingRefused({ failure }: HeardAnswer): boolean {
  return failure !== null && (failure.code === 'model_without_audio' || checkOfCode[failure.code] === 'hears')
}

function checkOf({ firstMs }: HeardAnswer, { code }: AppError, hadRecording: boolean): CheckName {
  if (code === 'model_without_audio') return hadRecording ? 'hears' : 'speaks'
  // A reply that had begun broke off; otherwise the server did not answer properly.
  return checkOfCode[code] ?? (firstMs === null ? 'answers' : 'streams')
}
