import { expect, test } from 'vitest'
import { failWith, toFailure } from '../../../../app/errors.ts'
import { noteSecret } from '../../../../main/endpoint/failure/redact.ts'
import { RequestError } from '../../../../main/endpoint/failure/request-error.ts'
import { newKey } from '../../../helpers/asking.ts'

const circumstances = { phase: 'refused', retryAfterMs: null, isRetryAdvised: null } as const

test('a failed request holds no secret, neither in its sentence nor in what that is made of', () => {
  const key = newKey()
  noteSecret(key)
  const said = { name: 'said', said: `not ${key}` } as const
  const failure = new RequestError(failWith('access_denied', { host: 'a.example', said }), circumstances)
  expect(toFailure(failure)).toEqual({
    code: 'access_denied',
    message: 'a.example does not allow this: not [key]',
    values: { host: 'a.example', said: { name: 'said', said: 'not [key]' } },
  })
})

test('what only the words around it make a secret is in its sentence alone, without it', () => {
  const failure = new RequestError(failWith('endpoint_html', { host: 'Bearer' }), circumstances)
  expect(failure.message).toMatch(/^\[key\] with a web page/)
  expect(failure.values).toBe(undefined)
})
