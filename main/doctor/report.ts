import type { Report } from '../../app/profiles/doctor.ts'
import { hostOf } from '../endpoint/base-url.ts'
import type { Endpoint } from '../endpoint/endpoint.ts'
import { redact } from '../endpoint/failure/redact.ts'

/**
 * Whom a report is about: the host of an endpoint, but not the rest of its address, no key, and no header's value.
 * `app/profiles/checkup-report.ts` puts it into words.
 * @param at when it was made (ms since 1970)
 */
export function reportOn(endpoint: Endpoint, version: string, at: number): Report {
  const { baseUrl, preset, model, voice, format, streaming, upload, kind } = endpoint
  const named = { server: redact(hostOf(baseUrl)), model: redact(model), voice: redact(voice) }
  return { ...named, preset, format, streaming, upload, isFree: kind === 'practice', version, at }
}
