import { describe, expect, test } from 'vitest'
import { AppError } from '../../../../app/errors.ts'
import { refusalOf, rowOf } from '../../../../main/endpoint/failure/failure.ts'
import { ReplyReader } from '../../../../main/endpoint/reply/reply-reader.ts'

const answer = JSON.stringify({ choices: [{ message: { content: 'Hi' }, finish_reason: 'stop' }] })

/** The words of a body, or the code of what it says instead. */
function read(body: string, pieceBytes = body.length * 2, head: Record<string, string> = {}): string {
  const reader = new ReplyReader('pcm16', 'test')
  reader.readHead(new Headers(head))
  const bytes = Buffer.from(body)
  let words = ''
  try {
    for (let at = 0; at < bytes.byteLength; at += pieceBytes) {
      for (const part of reader.push(bytes.subarray(at, at + pieceBytes)))
        words += part.kind === 'words' ? part.words : ''
    }
    for (const part of reader.end()) words += part.kind === 'words' ? part.words : ''
    return words
  } catch (error) {
    const refusal = refusalOf(error)
    if (refusal) return `${rowOf(refusal, true).code}: ${refusal.message}`
    if (error instanceof AppError) return error.code
    throw error
  }
}

describe('a whole answer', () => {
  test.each([
    ['as it is', answer],
    ['behind a mark of Unicode', `\ufeff${answer}`],
    ['behind what kept the connection busy', `\n \0\n${answer}`],
  ])('is read %s', (_how, body) => expect(read(body)).toBe('Hi'))

  test('is read behind spaces that come alone', () => expect(read(`   ${answer}`, 3)).toBe('Hi'))
})

test.each([
  [answer, 'Hi'],
  ['data: {"choices":[{"delta":{"content":"Hi"},"finish_reason":"stop"}]}\n\n', 'Hi'],
  [': busy\n\ndata: {"choices":[{"delta":{"content":"Hi"},"finish_reason":"stop"}]}\n\n', 'Hi'],
  ['<html>Log in</html>', 'endpoint_html'],
  ['Log in first.', 'endpoint_html'],
  ['', 'endpoint_html'],
])('what is said to be a page is read by its beginning: %j', (body, said) => {
  expect(read(body, 1000, { 'content-type': 'text/html; charset=UTF-8' })).toBe(said)
})

describe('an error in a good answer is told', () => {
  test.each([
    ['an event of that name with plain words', 'event: error\ndata: Overloaded\n\n', 'server_failed: Overloaded'],
    [
      'an event that is one',
      'data: {"object":"error","message":"Too long","code":400}\n\n',
      'request_refused: Too long',
    ],
    ['a whole answer that is one', '{"code":401,"message":"Who are you?","data":null}', 'key_refused: Who are you?'],
  ])('by %s', (_how, body, said) => expect(read(body)).toBe(said))
})

test('a stream that says it is done, and said nothing before, is no broken connection', () => {
  expect(read('data: {"choices":[]}\n\ndata: [DONE]\n\n')).toBe('reply_empty')
  expect(read('data: {"choices":[{"delta":{"content":"Hi"}}]}\n\ndata: [DONE]\n\n')).toBe('cut_off')
})
