import { describe, expect, test } from 'vitest'
import { AppError } from '../../../app/errors.ts'
import { isPrivateWay } from '../../../app/profiles/profiles.ts'
import { hostOf, parseBaseUrl } from '../../../main/endpoint/base-url.ts'
import { newKey } from '../../helpers/asking.ts'

function complaintAbout(text: string): Pick<AppError, 'code' | 'message'> {
  try {
    return { code: 'internal', message: `taken as ${parseBaseUrl(text)}` }
  } catch (error) {
    if (error instanceof AppError) return { code: error.code, message: error.message }
    throw error
  }
}

test.for([
  ['https://api.openai.com/v1', 'https://api.openai.com/v1'],
  ['  https://api.openai.com/v1/ \n', 'https://api.openai.com/v1'],
  ['https://api.openai.com/v1///', 'https://api.openai.com/v1'],
  ['https://api.openai.com/v1/chat/completions', 'https://api.openai.com/v1'],
  ['https://api.openai.com/v1/chat/completions/', 'https://api.openai.com/v1'],
  ['https://api.openai.com/v1/responses', 'https://api.openai.com/v1'],
  ['https://api.openai.com/v1/models', 'https://api.openai.com/v1'],
  ['https://api.openai.com/v1/audio/transcriptions', 'https://api.openai.com/v1'],
  ['http://0.0.0.0:4000', 'http://0.0.0.0:4000'],
  ['HTTP://LocalHost:4000//', 'http://localhost:4000'],
  ['https://gateway.example/openai/team/v1', 'https://gateway.example/openai/team/v1'],
  ['http://[::1]:4000/v1/', 'http://[::1]:4000/v1'],
  ['http://[2001:DB8::7]/v1', 'http://[2001:db8::7]/v1'],
  ['https://x.example/deploy?api-version=2025-01-01', 'https://x.example/deploy?api-version=2025-01-01'],
  [
    'https://r.openai.azure.com/openai/deployments/d/chat/completions?api-version=2025-01-01-preview',
    'https://r.openai.azure.com/openai/deployments/d?api-version=2025-01-01-preview',
  ],
  ['https://x.example/v1#part', 'https://x.example/v1'],
  ['https://bücher.example/v1', 'https://xn--bcher-kva.example/v1'],
] as const)('a base URL pasted as %j is %s', ([pasted, read]) => expect(parseBaseUrl(pasted)).toBe(read))

describe('what is no base URL is refused in a sentence that says what to do:', () => {
  test.for([
    ['', 'endpoint_not_url', 'No base URL is entered yet. It should look like https://api.openai.com/v1.'],
    ['openai', 'endpoint_not_url', '“openai” is not a web address. It should look like https://api.openai.com/v1.'],
    ['https://', 'endpoint_not_url', '“https://” is not a web address. It should look like https://api.openai.com/v1.'],
    [
      'https://x.example/v1 and more',
      'endpoint_not_url',
      '“https://x.example/v1 and more” is not a web address. It should look like https://api.openai.com/v1.',
    ],
    [
      'http://x.example:99999',
      'endpoint_not_url',
      '“http://x.example:99999” is not a web address. It should look like https://api.openai.com/v1.',
    ],
    [
      'http://::1:4000',
      'endpoint_not_url',
      '“http://::1:4000” is not a web address. An IPv6 address stands in brackets, as in http://[::1]:4000.',
    ],
    [
      'fe80::1%eth0',
      'endpoint_not_url',
      '“fe80::1%eth0” is not a web address. An IPv6 address stands in brackets, as in http://[::1]:4000.',
    ],
    [
      'api.openai.com/v1',
      'endpoint_no_scheme',
      '“api.openai.com/v1” does not begin with https:// or http://. Enter https://api.openai.com/v1 if that is what you mean.',
    ],
    [
      'api.openai.com:443/v1',
      'endpoint_no_scheme',
      '“api.openai.com:443/v1” does not begin with https:// or http://. Enter https://api.openai.com:443/v1 if that is what you mean.',
    ],
    [
      'localhost:4000',
      'endpoint_no_scheme',
      '“localhost:4000” does not begin with https:// or http://. Enter http://localhost:4000 if that is what you mean.',
    ],
    [
      '192.168.0.7:8000/v1',
      'endpoint_no_scheme',
      '“192.168.0.7:8000/v1” does not begin with https:// or http://. Enter http://192.168.0.7:8000/v1 if that is what you mean.',
    ],
    [
      '[::1]:8080',
      'endpoint_no_scheme',
      '“[::1]:8080” does not begin with https:// or http://. Enter http://[::1]:8080 if that is what you mean.',
    ],
    ['ftp://x.example', 'endpoint_not_http', '“ftp://x.example” must start with https:// or http://.'],
    ['file:///etc/passwd', 'endpoint_not_http', '“file:///etc/passwd” must start with https:// or http://.'],
    ['wss://api.openai.com/v1', 'endpoint_not_http', '“wss://api.openai.com/v1” must start with https:// or http://.'],
    [
      'https://me:secret@x.example/v1',
      'endpoint_has_password',
      'Put the key into the key field, not into the address.',
    ],
    ['https://me@x.example/v1', 'endpoint_has_password', 'Put the key into the key field, not into the address.'],
    [
      'https://x.example/v1?api_key=abc',
      'endpoint_has_password',
      'Put the key into the key field, not into the address.',
    ],
  ] as const)('%j', ([pasted, code, message]) => expect(complaintAbout(pasted)).toEqual({ code, message }))

  test.for([
    '/var/run/model.sock',
    './model.sock',
    'unix:/run/model.sock',
    'unix:///run/model.sock',
    'http+unix://%2Frun%2Fmodel.sock/v1',
    'http://unix:/run/model.sock:/v1',
    'http://%2Frun%2Fmodel.sock/v1',
  ])('%s, which is a socket', text => {
    expect(complaintAbout(text)).toEqual({
      code: 'endpoint_socket',
      message: `“${text}” is a path or a socket on this computer. Let the server listen on a port, and enter that, such as http://127.0.0.1:4000.`,
    })
  })

  test.for([
    'me:s3cret-word@x.example:4000/v1',
    'https://me:s3cret word@x.example/v1',
    'https://me:s3cret-w/rd@x.example/v1',
    'https://x.example/v1?code=s3cret-word',
    'https://x.example/v1?sp=r&sig=s3cret-word',
    'https://x.example/v1?password=s3cret-word',
  ])('%s, of which the secret is not repeated', text => {
    expect(complaintAbout(text).message).not.toContain('s3cret')
  })

  test('a key, which is not repeated', () => {
    const key = `sk-${newKey()}`
    const { code, message } = complaintAbout(key)
    expect([code, message.includes(key)]).toEqual(['endpoint_not_url', false])
  })
})

test('failures name the host of an address, with its port', () => {
  expect([hostOf('http://[::1]:4000/v1'), hostOf('https://x.example/v1'), hostOf('nonsense')]).toEqual([
    '[::1]:4000',
    'x.example',
    'nonsense',
  ])
})

test.for([
  ['https://proxy.example/v1', true],
  ['http://127.0.0.1:4000', true],
  ['http://[::1]:4000', true],
  ['http://api.localhost/v1', true],
  ['http://localhost.example/v1', false],
  ['http://127.0.0.1.example', false],
  ['http://192.168.0.7:4000', false],
  ['http://proxy.example/v1', false],
] as const)('that nobody on the way to %s can read what is sent is %s', ([baseUrl, isPrivate]) => {
  expect(isPrivateWay(baseUrl)).toBe(isPrivate)
})
