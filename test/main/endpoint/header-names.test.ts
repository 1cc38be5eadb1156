import { expect, test } from 'vitest'
import { AppError } from '../../../app/errors.ts'
import { checkHeaderName, checkHeaderValue } from '../../../main/endpoint/header-names.ts'

function complaint(act: () => unknown): string {
  try {
    return `taken: ${act()}`
  } catch (error) {
    if (error instanceof AppError && error.code === 'header_refused') return error.message
    throw error
  }
}

test.for([
  ['X-Team', 'x-team'],
  [' cf-access-client-secret: ', 'cf-access-client-secret'],
  ["!#$%&'*+.^_`|~9a-Z", "!#$%&'*+.^_`|~9a-z"],
] as const)('the name %j is %s', ([typed, name]) => expect(checkHeaderName(typed)).toBe(name))

test.for([
  ['', 'The header “” cannot be added: it is not the name of a header.'],
  ['X Team', 'The header “X Team” cannot be added: it is not the name of a header.'],
  ['Größe', 'The header “Größe” cannot be added: it is not the name of a header.'],
  ['X-Team: a', 'The header “X-Team: a” cannot be added: it is not the name of a header.'],
  ['x'.repeat(101), `The header “${'x'.repeat(101)}” cannot be added: it is not the name of a header.`],
  ['Authorization', 'The header “Authorization” cannot be added: the key goes there; enter it as the key.'],
  ['Host', 'The header “Host” cannot be added: it belongs to the connection, not to the request.'],
  ['content-length', 'The header “content-length” cannot be added: it belongs to the connection, not to the request.'],
  [
    'Transfer-Encoding',
    'The header “Transfer-Encoding” cannot be added: it belongs to the connection, not to the request.',
  ],
  ['Connection', 'The header “Connection” cannot be added: it belongs to the connection, not to the request.'],
  ['TE', 'The header “TE” cannot be added: it belongs to the connection, not to the request.'],
  ['Content-Type', 'The header “Content-Type” cannot be added: Parley sends that itself.'],
  ['OpenAI-Project', 'The header “OpenAI-Project” cannot be added: Parley sends that itself.'],
] as const)('the name %j is refused: %s', ([typed, sentence]) => {
  expect(complaint(() => checkHeaderName(typed))).toBe(sentence)
})

test('a value loses the spaces around it', () => expect(checkHeaderValue('x-team', '  blue team\n')).toBe('blue team'))

test.for(['', '  ', 'a\nb', 'a\r\nX-Other: b', 'ä', '\u0000'])('the value %j is refused', value => {
  expect(complaint(() => checkHeaderValue('x-team', value))).toBe(
    'The header “x-team” cannot be added: its value is empty, or has line breaks or unusual characters in it.',
  )
})
