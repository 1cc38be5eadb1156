import { describe, expect, test } from 'vitest'
import { failures } from '../../../../app/words/failures.ts'
import { rowOf, toEndpointError } from '../../../../main/endpoint/failure/failure.ts'
import { breakRows, refusalRows } from '../../../../main/endpoint/failure/failure-table.ts'
import { readRefusal } from '../../../../main/endpoint/failure/refusal.ts'
import { TransportError } from '../../../../main/endpoint/failure/transport-error.ts'
import { endpointAt, newKey } from '../../../helpers/asking.ts'
import { type RefusalName, refusalBody, refusals } from '../../../helpers/endpoint-refusals.ts'

/*
 * The table itself: every row is met by what some server sends, and no row hides another. That the same bodies come to the same
 * codes over HTTP is in ask.test.ts.
 */

const names = Object.keys(refusals) as RefusalName[]

/** A refusal as the SDK and `readRefusal` find it. */
function refusalNamed(name: RefusalName, key = newKey()) {
  const body = refusalBody(name, key) as { error?: unknown }
  const { status } = refusals[name]
  const isPage = typeof body === 'string'
  return readRefusal({ status, isPage, location: '' }, isPage ? undefined : (body.error ?? body), '')
}

describe('a refusal means what the table says', () => {
  for (const name of names) {
    test(`${name}: ${refusals[name].code}`, () => {
      expect(rowOf(refusalNamed(name), true).code).toBe(refusals[name].code)
    })
  }
})

test('every row is met by a refusal that some server sends', () => {
  const met = new Set(names.map(name => rowOf(refusalNamed(name), true)))
  const withoutKey = rowOf(refusalNamed('key refused'), false)
  const within = (message: string) =>
    rowOf(readRefusal({ status: null, isPage: false, location: '' }, { message, type: 'None' }, ''), true)
  const unmet = refusalRows.filter(row => !met.has(row) && row !== withoutKey && row !== within('Boom'))
  expect(unmet.map(({ from, code }) => `${from}: ${code}`)).toEqual([])
  expect([withoutKey.code, within('Boom').code]).toEqual(['key_missing', 'server_failed'])
})

test('an error within a reply means what it means at its head', () => {
  const codes = (
    ['litellm slow down', 'litellm budget', 'openrouter nested', 'no credit', 'server broken'] as const
  ).map(name => {
    const { error } = refusalBody(name, newKey()) as { error: unknown }
    return rowOf(readRefusal({ status: null, isPage: false, location: '' }, error, ''), true).code
  })
  expect(codes).toEqual(['rate_limited', 'quota_used_up', 'server_failed', 'quota_used_up', 'server_failed'])
})

const asked = { endpoint: endpointAt('https://api.example/v1'), format: 'pcm16' } as const
const broken = (errno: string, hasAnswered: boolean) =>
  toEndpointError(new TransportError(errno, false), asked, { isConnected: false, hasAnswered, hasReply: false })

test.each([
  ['ECONNREFUSED', 'unreachable', 'nothing answers at that port'],
  ['ENOTFOUND', 'unreachable', 'its name could not be looked up'],
  ['EAI_AGAIN', 'unreachable', 'its name could not be looked up'],
  ['ECONNRESET', 'unreachable', 'it closed the connection'],
  ['ENETUNREACH', 'unreachable', 'the network does not lead there'],
  ['EPROTO', 'endpoint_not_https', 'does not speak https'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'endpoint_not_https', 'does not speak https'],
  ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'unreachable', 'it refused the encrypted connection'],
  ['ERR_SSL_UNSUPPORTED_PROTOCOL', 'unreachable', 'it refused the encrypted connection'],
  ['EWHATEVER', 'unreachable', 'EWHATEVER'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls_untrusted', 'is not trusted'],
  ['CERT_HAS_EXPIRED', 'tls_untrusted', 'is not trusted'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls_untrusted', 'is not trusted'],
  ['ERR_HTTP_UPGRADED', 'endpoint_unreadable', 'could not read'],
  ['HPE_INVALID_CONSTANT', 'endpoint_unreadable', 'could not read'],
] as const)('a network that fails with %s: %s', (errno, code, words) => {
  const { code: found, message } = broken(errno, false)
  expect([found, message]).toEqual([code, expect.stringContaining(words)])
  expect(broken(errno, true).code).toBe('cut_off')
})

test('every sentence of the table can be filled, and none has a hole', () => {
  const told = {
    ...{ host: 'HOST', said: { name: 'answered', status: 500 }, model: 'MODEL', voice: 'VOICE' },
    ...{ format: 'FORMAT', source: 'SOURCE', to: 'TO', proxy: null, why: { name: 'closed' } },
  }
  const codes = new Set([...refusalRows, ...breakRows].map(({ code }) => code))
  const sentences = [...codes].map(code => (failures[code] as (values: typeof told) => string)(told))
  expect(sentences.filter(sentence => /undefined|\bNaN\b|“”|\(\)/.test(sentence))).toEqual([])
  expect(new Set(sentences).size).toBe(codes.size)
})
