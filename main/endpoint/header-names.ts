import { failWith } from '../../app/errors.ts'

/** Headers that belong to the connection and not to the request (RFC 9110, "Connection"), or that frame the body. */
const ofTheConnection = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'expect',
  'host',
  'content-length',
]
/** Headers that Parley sets itself. */
const ours = [
  'accept',
  'authorization',
  'content-encoding',
  'content-type',
  'openai-organization',
  'openai-project',
  'user-agent',
]

/**
 * Reads the name of a header that the user adds to requests. It is returned in lower case, so that no header is added twice.
 * @throws header_refused when it is no name (RFC 9110, `token`), or one that only Parley or the connection may set
 */
export function checkHeaderName(text: string): string {
  const name = text.trim().replace(/:$/, '').toLowerCase()
  const refuse = (why: 'name' | 'connection' | 'ours' | 'key') => failWith('header_refused', { name: text.trim(), why })
  if (!/^[!#$%&'*+.^_`|~\da-z-]{1,100}$/.test(name)) throw refuse('name')
  if (name === 'authorization') throw refuse('key')
  if (ofTheConnection.includes(name)) throw refuse('connection')
  if (ours.includes(name)) throw refuse('ours')
  return name
}

/**
 * Reads the value of such a header; spaces around it are cut.
 * @throws header_refused when it could not be sent
 */
export function checkHeaderValue(name: string, text: string): string {
  const value = text.trim()
  if (!/^[\x20-\x7e]+$/.test(value)) throw failWith('header_refused', { name, why: 'value' })
  return value
}
