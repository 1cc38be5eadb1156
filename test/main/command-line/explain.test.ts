import { expect, test } from 'vitest'
import { failWith } from '../../../app/errors.ts'
import { explain } from '../../../main/command-line/explain.ts'

const host = 'proxy.example:4000'

test('a shell is not sent to Settings', () => {
  expect([
    explain(failWith('key_refused', { host, source: 'OPENAI_API_KEY' })),
    explain(failWith('endpoint_redirected', { host, to: 'https://other.example/v1' })),
    explain(failWith('model_unknown', { host, model: 'gpt-4o.mini' })),
    explain(failWith('model_without_audio', { model: 'gpt-5' })),
  ]).toEqual([
    'proxy.example:4000 refused the key in OPENAI_API_KEY. Correct it there.',
    'proxy.example:4000 redirects to https://other.example/v1, where nothing was sent. If that is the right place, name it with --endpoint.',
    'proxy.example:4000 does not know the model “gpt-4o.mini”. Choose another with --model.',
    '“gpt-5” does not speak or hear. Choose an audio model with --model.',
  ])
})

test('a shell is not told of a window’s requests and fields', () => {
  expect([
    explain(failWith('bad_input', { what: { name: 'said', said: 'there is no profile “Wrok”; there are “Work”' } })),
    explain(failWith('endpoint_has_password')),
  ]).toEqual([
    'There is no profile “Wrok”; there are “Work”.',
    'Put the key into a variable and name that with --key-env, not into the address.',
  ])
})

test('a key that was held back is mentioned where one is missed, and nowhere else', () => {
  const notes = ['It was not sent.']
  expect([
    explain(failWith('key_missing', { host, source: 'the environment' }), notes),
    explain(failWith('key_refused', { host, source: 'OPENAI_API_KEY' }), notes),
  ]).toEqual([
    expect.stringMatching(
      /^proxy\.example:4000 needs a key, and the environment has none for it\. Set .* It was not sent\.$/,
    ),
    expect.not.stringContaining('It was not sent.'),
  ])
})

test('nothing is said to be kept that may not be', () => {
  expect(explain(failWith('cut_off'))).toBe('The connection broke before the reply was complete.')
})

test('whatever a server says is told in one line', () => {
  expect(explain(failWith('request_refused', { host, said: { name: 'said', said: 'one\ntwo' } }))).toBe(
    'proxy.example:4000 refused the request: one two',
  )
})
