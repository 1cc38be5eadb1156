import type { FailureCode } from '../app/failure-values.ts'

/** Where in the window something is mended. */
export type Remedy = 'open-settings' | 'change-microphone'
/** What can be offered of a turn that failed. */
export type TurnAction =
  | Remedy
  | 'retry'
  | 'retry-elsewhere'
  | 'by-words'
  | 'send-anyway'
  | 'change-limit'
  | 'save-recording'

/** What mends each failure that is mended in one place. */
const remedies: Partial<Record<FailureCode, Remedy>> = {
  profile_missing: 'open-settings',
  endpoint_not_url: 'open-settings',
  endpoint_no_scheme: 'open-settings',
  endpoint_socket: 'open-settings',
  endpoint_not_http: 'open-settings',
  endpoint_has_password: 'open-settings',
  endpoint_wrong_path: 'open-settings',
  endpoint_html: 'open-settings',
  endpoint_unreadable: 'open-settings',
  endpoint_redirected: 'open-settings',
  unreachable: 'open-settings',
  proxy_refused: 'open-settings',
  endpoint_not_https: 'open-settings',
  tls_untrusted: 'open-settings',
  key_malformed: 'open-settings',
  key_missing: 'open-settings',
  key_refused: 'open-settings',
  key_expired: 'open-settings',
  access_denied: 'open-settings',
  api_version_too_old: 'open-settings',
  voice_refused: 'open-settings',
  format_refused: 'open-settings',
  model_cannot_hear: 'open-settings',
  quota_used_up: 'open-settings',
  microphone_missing: 'change-microphone',
  microphone_busy: 'change-microphone',
  microphone_unplugged: 'change-microphone',
}

/** Failures that another profile or model may not meet. */
const ofEndpoint: ReadonlySet<FailureCode> = new Set([
  ...(Object.keys(remedies) as FailureCode[]).filter(code => remedies[code] === 'open-settings'),
  'model_unknown',
  'model_retired',
  'model_denied',
  'model_unavailable',
  'model_without_audio',
  'proxy_without_audio',
  'proxy_key_refused',
  'projector_missing',
  'reply_empty',
  'audio_refused',
  'context_too_long',
  'content_refused',
  'request_refused',
  'too_large',
  'rate_limited',
  'server_failed',
  'timed_out',
  'stalled',
  'cut_off',
])

/** Failures of models that do not hear: words may do instead. */
const ofHearing: ReadonlySet<FailureCode> = new Set([
  'model_without_audio',
  'model_cannot_hear',
  'proxy_without_audio',
  'projector_missing',
  'audio_refused',
])

/** What to offer for a failure that belongs to a turn, the most useful first. A recording can always be saved. */
export function actionsForTurn(code: FailureCode, hasRecording: boolean): TurnAction[] {
  const saving: TurnAction[] = hasRecording ? ['save-recording'] : []
  if (code === 'spending_stopped') return ['send-anyway', 'change-limit', ...saving]
  const remedy = remedies[code]
  const byWords: TurnAction[] = hasRecording && ofHearing.has(code) ? ['by-words'] : []
  if (remedy === 'change-microphone') return [remedy, 'retry', ...saving]
  const elsewhere: TurnAction[] = ofEndpoint.has(code) ? ['retry-elsewhere'] : []
  return ['retry', ...byWords, ...(remedy ? [remedy] : []), ...elsewhere, ...saving]
}

/** What to offer for a failure that belongs to no turn: there is nothing to retry. */
export function actionsWithoutTurn(code: FailureCode): Remedy[] {
  const remedy = code === 'microphone_denied' ? 'change-microphone' : remedies[code]
  return remedy ? [remedy] : []
}
