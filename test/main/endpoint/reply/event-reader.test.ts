import { expect, test } from 'vitest'
import { EventReader } from '../../../../main/endpoint/reply/event-reader.ts'
import { cut } from '../../../helpers/known-reply.ts'

const text =
  '\ufeffdata: one\n\n: nobody reads this\n\nevent: error\r\ndata:two\r\ndata: 🐕 wow\r\n\r\nretry: 3\rdata\r\rdata:  four'
const events = [
  { name: '', data: 'one' },
  { name: 'error', data: 'two\n🐕 wow' },
  { name: '', data: '' },
]

function read(pieces: Uint8Array[]) {
  const reader = new EventReader()
  const whole = pieces.flatMap(piece => [...reader.push(piece)])
  return { whole, last: reader.end() }
}

for (const sizes of [[1000], [1], [2], [3, 1, 7]]) {
  test(`events are the same when they come in pieces of ${sizes.join(', ')} bytes`, () => {
    expect(read(cut(Buffer.from(text), sizes))).toEqual({ whole: events, last: { name: '', data: ' four' } })
  })
}

test('a stream that ends where it should leaves nothing behind', () => {
  expect(read([Buffer.from('data: one\n\n')])).toEqual({ whole: [{ name: '', data: 'one' }], last: null })
})

test('the name of an event without data is not given to the next', () => {
  expect(read([Buffer.from('event: ping\n\ndata: one\n\n')]).whole).toEqual([{ name: '', data: 'one' }])
})

test('a line of 32 MB in pieces as the network cuts them is looked through once', () => {
  const reader = new EventReader()
  const piece = Buffer.alloc(64 * 1024, 'A')
  for (let count = 0; count < 512; count++) expect([...reader.push(piece)]).toEqual([])
  expect([...reader.push(Buffer.from('\n\n'))]).toEqual([])
  expect([...reader.push(Buffer.from('data: after it\n\n'))]).toEqual([{ name: '', data: 'after it' }])
})
