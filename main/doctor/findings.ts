import type { AppError } from '../../app/errors.ts'
import type { FailureCode } from '../../app/failure-values.ts'
import type { CheckName } from '../../app/profiles/check-names.ts'
import type { Model } from '../../app/profiles/models.ts'
import type { Endpoint } from '../endpoint/endpoint.ts'
import type { HeardAnswer } from './hear-answer.ts'
import type { Connected } from './reach.ts'

/** A recording put into words, or why it was not. */
export type TranscribedRecording = { words: string; ms: number } | { failure: AppError; ms: number }

/** Everything a checkup has found so far; null is what was not tried, or not yet. */
export interface Findings {
  endpoint: Endpoint
  connected: Connected | null
  /** The models that the server lists; null when it lists none, or did not say. */
  models: readonly Model[] | null
  /** What came of the recording. */
  spoken: HeardAnswer | null
  /** What came of plain words, which are sent where the recording was not taken. */
  typed: HeardAnswer | null
  /** What came of going on after an answer that has an id. */
  followUp: HeardAnswer | null
  /** `unwanted`: the user puts no recordings into words. */
  transcription: TranscribedRecording | 'unwanted' | null
}

/** The check at which a checkup ended, because nothing after it can be tried, and why. */
interface Fault {
  check: CheckName
  failure: AppError
}

/** Failures that say which check they belong to, however far a reply had come. */
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

/** The answer that the model is judged by. */
export function answerOf({ typed, spoken }: Findings): HeardAnswer | null {
  return typed ?? spoken
}

/** What hinders everything that comes after it; null when nothing does. */
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

/** Whether a model did not take the recording, and may all the same answer words. */
export function isRecordingRefused({ failure }: HeardAnswer): boolean {
  return failure !== null && (failure.code === 'model_without_audio' || checkOfCode[failure.code] === 'hears')
}

function checkOf({ firstMs }: HeardAnswer, { code }: AppError, hadRecording: boolean): CheckName {
  if (code === 'model_without_audio') return hadRecording ? 'hears' : 'speaks'
  // A reply that had begun broke off; otherwise the server did not answer as it should.
  return checkOfCode[code] ?? (firstMs === null ? 'answers' : 'streams')
}
