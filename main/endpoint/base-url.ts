import { failWith } from '../../app/errors.ts'
import { withScheme } from '../../app/profiles/profiles.ts'
import { quote } from './failure/redact.ts'

/** Paths that people paste along with a base URL, from documentation or another program. */
const pastedAlong = /\/(?:chat\/completions|responses|models|audio\/(?:speech|transcriptions))$/
/** A host without a scheme: a name with a dot, `localhost` or any name with a port, an IPv6 address in brackets. */
const bareHost =
  /^(?:[\w-]+(?:\.[\w-]+)*\.[a-z\d]{1,24}|localhost|[\w-]+(?=:\d)|\[[\da-f:.]+\])(?::\d{1,5})?(?:[/?#]|$)/i

/** Who asks, before the host (RFC 3986, "User Information"), also where the rest is no URL. */
const userInformation = /^(?:[a-z][a-z\d+.-]*:\/\/)?[^/?#]*@/i
/** What parts of a query are called that are secrets, as those of Azure's own servers: `sig`, `code`. */
const secretName = /key|token|secret|passw|pwd|signature|credential|^(?:sig|code|auth|pass)$/i

/** An IPv6 address without its brackets. */
const bareIpv6 = /^(?:https?:\/\/)?[\da-f]*:[\da-f]*:/i

/**
 * Reads a base URL as people paste it: spaces around it, trailing slashes, what follows `#`, and a path such as
 * `/chat/completions` are cut.
 * @throws `endpoint_not_url`, `endpoint_no_scheme`, `endpoint_socket`, `endpoint_not_http`, `endpoint_has_password` (also for
 *   keys in the query)
 */
export function parseBaseUrl(text: string): string {
  const trimmed = text.trim()
  // A password may have in it what ends it in a URL.
  const shown = quote(trimmed.replace(/^.*@/s, ''))
  if (userInformation.test(trimmed)) throw failWith('endpoint_has_password')
  if (/^(?:https?\+)?unix:|^\/|^\.\.?\/|^https?:\/\/(?:unix|%2f)|^npipe:|\.sock$/i.test(trimmed)) {
    throw failWith('endpoint_socket', { url: shown })
  }
  if (bareHost.test(trimmed)) {
    throw failWith('endpoint_no_scheme', { url: shown, suggestion: withScheme(shown) })
  }
  if (trimmed === '') throw failWith('endpoint_not_url', { url: '', why: 'other' })
  if (bareIpv6.test(trimmed)) throw failWith('endpoint_not_url', { url: shown, why: 'ipv6' })
  if (/\s/.test(trimmed) || !URL.canParse(trimmed)) throw failWith('endpoint_not_url', { url: shown, why: 'other' })
  const url = new URL(trimmed)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw failWith('endpoint_not_http', { url: shown })
  if ([...url.searchParams.keys()].some(name => secretName.test(name))) throw failWith('endpoint_has_password')
  const path = url.pathname.replace(/\/+$/, '').replace(pastedAlong, '')
  return `${url.origin}${path.replace(/\/+$/, '')}${url.search}`
}

/** The host of a base URL, as failures name it. */
export function hostOf(baseUrl: string): string {
  return URL.canParse(baseUrl) ? new URL(baseUrl).host : baseUrl
}
