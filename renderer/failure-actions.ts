import type { FailureCode } from '../app/failures.ts'

/** What can be offered when something failed. */
export type FailureAction = 'retry' | 'open-settings' | 'change-microphone' | 'send-anyway' | 'change-limit'

const forSettings: ReadonlySet<FailureCode> = new Set([
  'endpoint_not_url',
  'endpoint_not_http',
  'endpoint_has_password',
  'endpoint_wrong_path',
  'endpoint_html',
  'endpoint_unreadable',
  'endpoint_redirected',
  'unreachable',
  'tls_untrusted',
  'key_malformed',
  'key_missing',
  'key_refused',
  'access_denied',
  'model_unknown',
  'model_without_audio',
  'voice_refused',
  'format_refused',
  'reply_empty',
  'quota_used_up',
])

const forMicrophone: ReadonlySet<FailureCode> = new Set([
  'microphone_missing',
  'microphone_busy',
  'microphone_unplugged',
])

/** What to offer for a failure that belongs to a turn, the most useful first. */
export function actionsForTurn(code: FailureCode): FailureAction[] {
  if (forMicrophone.has(code)) return ['change-microphone', 'retry']
  if (code === 'spending_stopped') return ['send-anyway', 'change-limit']
  return forSettings.has(code) ? ['retry', 'open-settings'] : ['retry']
}

/** What to offer for a failure that belongs to no turn: there is nothing to retry. */
export function actionsWithoutTurn(code: FailureCode): FailureAction[] {
  if (forMicrophone.has(code) || code === 'microphone_denied') return ['change-microphone']
  return forSettings.has(code) ? ['open-settings'] : []
}
