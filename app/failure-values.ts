import * as v from 'valibot'
import { ReasonSchema } from './failure-reasons.ts'

const text = v.string()

const MissingSchema = v.picklist([
  'conversation',
  'any-conversation',
  'turn',
  'sound',
  'recording',
  'reply',
  'attachment',
  'import',
  'sound-of-conversation',
])
/** What may no longer be in the library. */
export type Missing = v.InferOutput<typeof MissingSchema>

/**
 * Every way in which something can fail, and the values for its sentence. A failure is kept as its code and these values, and put into
 * words in the language in use when it is shown. People see the values, so: never a key, never a body.
 */
export const failureValues = {
  bad_input: v.object({ what: ReasonSchema }),
  internal: v.object({ what: ReasonSchema }),
  cancelled: v.object({}),
  busy: v.object({ holder: v.picklist(['parley', 'other']), pid: v.nullable(v.number()) }),
  port_taken: v.object({ port: v.number() }),
  being_recorded: v.object({}),
  not_found: v.object({ what: MissingSchema }),
  endpoint_not_url: v.object({ url: text, why: v.picklist(['ipv6', 'other']) }),
  endpoint_no_scheme: v.object({ url: text, suggestion: text }),
  endpoint_socket: v.object({ url: text }),
  endpoint_not_http: v.object({ url: text }),
  endpoint_has_password: v.object({}),
  endpoint_wrong_path: v.object({ host: text }),
  endpoint_html: v.object({ host: text }),
  endpoint_unreadable: v.object({ host: text }),
  /** `to` is null for a place that cannot be named. */
  endpoint_redirected: v.object({ host: text, to: v.nullable(text) }),
  endpoint_changed: v.object({ asked: text, now: text }),
  /** `proxy` is the proxy that was used; null if there was none. */
  unreachable: v.object({ host: text, proxy: v.nullable(text), why: ReasonSchema }),
  proxy_refused: v.object({ proxy: text, host: text, needsPassword: v.boolean() }),
  endpoint_not_https: v.object({ host: text }),
  tls_untrusted: v.object({ host: text }),
  timed_out: v.object({ host: text, seconds: v.number() }),
  stalled: v.object({ seconds: v.number() }),
  cut_off: v.object({}),
  key_malformed: v.object({ source: text }),
  /** `source` is where the key should have come from: "Settings", or empty for the environment. */
  key_missing: v.object({ host: text, source: text }),
  key_refused: v.object({ host: text, source: text }),
  proxy_key_refused: v.object({ host: text }),
  key_expired: v.object({ host: text, source: text }),
  profile_missing: v.object({}),
  persona_unusable: v.object({ file: text, why: ReasonSchema }),
  header_refused: v.object({ name: text, why: v.picklist(['name', 'value', 'connection', 'ours', 'key']) }),
  access_denied: v.object({ host: text, said: ReasonSchema }),
  model_unknown: v.object({ host: text, model: text }),
  model_retired: v.object({ host: text, model: text }),
  model_denied: v.object({ host: text, model: text }),
  model_unavailable: v.object({ host: text, model: text }),
  proxy_without_audio: v.object({ host: text, model: text }),
  projector_missing: v.object({ host: text, model: text }),
  api_version_too_old: v.object({ host: text }),
  model_without_audio: v.object({ model: text }),
  model_cannot_hear: v.object({ model: text }),
  voice_refused: v.object({ voice: text }),
  sound_undecoded: v.object({ format: text }),
  format_refused: v.object({ format: text, said: ReasonSchema }),
  audio_refused: v.object({ said: ReasonSchema }),
  rate_limited: v.object({ host: text }),
  quota_used_up: v.object({ host: text }),
  spending_stopped: v.object({ limitUsd: v.number() }),
  too_large: v.object({ host: text }),
  context_too_long: v.object({}),
  content_refused: v.object({}),
  reply_empty: v.object({ host: text }),
  server_failed: v.object({ host: text, said: ReasonSchema }),
  request_refused: v.object({ host: text, said: ReasonSchema }),
  /** `host` is null for the practice partner. */
  transcription_missing: v.object({ host: v.nullable(text) }),
  models_missing: v.object({ host: text }),
  speech_missing: v.object({ host: text }),
  text_too_long: v.object({ length: v.number(), limit: v.number() }),
  attachment_unsupported: v.object({ name: text }),
  attachment_damaged: v.object({ name: text }),
  attachment_encoding: v.object({ name: text }),
  attachment_empty: v.object({ name: text }),
  /** Several files were given, and this one was attached. */
  attachment_alone: v.object({ name: text }),
  /** `bytes` is null if only the limit is known to be exceeded. */
  attachment_too_large: v.object({ name: text, bytes: v.nullable(v.number()), limitBytes: v.number() }),
  attachment_too_long: v.object({ name: text, minutes: v.number(), limitMinutes: v.number() }),
  attachment_too_short: v.object({ name: text, ms: v.number() }),
  disk_full: v.object({ folder: text }),
  disk_read_only: v.object({ folder: text }),
  disk_failed: v.object({ what: ReasonSchema }),
  sound_differs: v.object({ name: text }),
  library_missing: v.object({ folder: text }),
  library_unusable: v.object({ folder: text, why: ReasonSchema }),
  move_refused: v.object({ folder: text, why: ReasonSchema }),
  move_no_room: v.object({ folder: text, freeBytes: v.number(), neededBytes: v.number() }),
  library_newer: v.object({}),
  private_full: v.object({ limitBytes: v.number() }),
  library_damaged: v.object({ kept: text }),
  export_too_long: v.object({ hours: v.number(), limitHours: v.number() }),
  import_skipped: v.object({
    name: text,
    zip: text,
    why: v.picklist(['outside', 'duplicate', 'link', 'encrypted', 'compression']),
  }),
  import_unreadable: v.object({ name: text, why: ReasonSchema }),
  microphone_denied: v.object({}),
  microphone_missing: v.object({}),
  microphone_busy: v.object({}),
  microphone_unplugged: v.object({}),
  copy_refused: v.object({}),
  page_not_opened: v.object({ address: text }),
  connection_lost: v.object({}),
}

/** The schemas of all failures, by code. */
export type FailureCode = keyof typeof failureValues
/** The values for the sentence of each failure. */
export type FailureValues = { [Code in FailureCode]: v.InferOutput<(typeof failureValues)[Code]> }
