import type { Failure } from '../../app/errors.ts'
import type { Reason } from '../../app/failure-reasons.ts'
import type { FailureCode } from '../../app/failure-values.ts'
import { sayReason } from '../../app/words/failure-reasons.ts'

/** What to do about failures whose sentences send the user to Settings, which a shell has not. */
const advice: Partial<Record<FailureCode, string>> = {
  profile_missing: 'Name another with --profile.',
  key_missing: 'Set LITELLM_PROXY_KEY or OPENAI_API_KEY, or name another variable with --key-env.',
  key_refused: 'Correct it there.',
  key_expired: 'Put a new one there.',
  model_unknown: 'Choose another with --model.',
  model_retired: 'Choose another with --model.',
  model_denied: 'Choose another with --model, or ask whoever gave you the key.',
  proxy_without_audio:
    'Ask whoever runs it to allow “audio” and “modalities” (allowed_openai_params), or choose another with --model.',
  projector_missing: 'Start the server with --mmproj, or choose another with --model.',
  model_unavailable: 'Retry in a moment, or choose another with --model.',
  model_without_audio: 'Choose an audio model with --model.',
  spending_stopped: 'Ask all the same with --beyond-limit.',
  voice_refused: 'Choose another with --voice.',
  endpoint_redirected: 'If that is the right place, name it with --endpoint.',
}

/** What a shell is told in place of sentences about a window. */
const otherwise: Partial<Record<FailureCode, (values: NonNullable<Failure['values']>) => string>> = {
  // It was the user who asked for that, and not a program.
  bad_input: ({ what }) => `${sayReason(what as Reason).replace(/^./, first => first.toUpperCase())}.`,
  endpoint_has_password: () => 'Put the key into a variable and name that with --key-env, not into the address.',
}

/** True of the window, which keeps everything; here it depends on `--out`. */
const KEPT = / (What came|What you said|It) is kept\.$/

/**
 * The one line a failure is told in on a shell.
 * @param notes why no key was sent, if one could have been
 */
export function explain({ code, message, values = {} }: Failure, notes: readonly string[] = []): string {
  const said = otherwise[code]?.(values) ?? message.replace(KEPT, '')
  const told = advice[code] ? `${said.replace(/ [^.]*\bSettings\.$/, '')} ${advice[code]}` : said
  const sentences = [told, ...(code === 'key_missing' ? notes : [])]
  return sentences.join(' ').replaceAll(/\s*\n\s*/g, ' ')
}
