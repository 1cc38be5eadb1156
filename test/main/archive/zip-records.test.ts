import { expect, test } from 'vitest'
import { dataDescriptor, directoryRecord, endRecord } from '../../../main/archive/zip-records.ts'

const record = {
  name: Buffer.from('a.wav'),
  isDeflated: false,
  changedAt: new Date(2026, 10, 23, 15, 4, 6),
  crc32: 0x1234_5678,
  packedBytes: 5,
  bytes: 5,
  offset: 7,
}
const beyond = 2 ** 32 + 5

test('a file that begins beyond 4 GiB is listed with sizes and place of 64 bits', () => {
  const listed = directoryRecord({ ...record, offset: beyond })
  const extra = listed.subarray(46 + 5 + 9)
  expect({
    narrow: [20, 24, 42].map(at => listed.readUInt32LE(at)),
    kind: extra.readUInt16LE(0),
    wide: [4, 12, 20].map(at => Number(extra.readBigUInt64LE(at))),
    isWhole: extra.byteLength === 28 && listed.readUInt16LE(30) === 9 + 28,
  }).toEqual({ narrow: [0xffff_ffff, 0xffff_ffff, 0xffff_ffff], kind: 1, wide: [5, 5, beyond], isWhole: true })
})

test('a file larger than 4 GiB is followed by sizes of 64 bits', () => {
  const after = dataDescriptor({ ...record, bytes: beyond })
  expect([after.byteLength, Number(after.readBigUInt64LE(8)), Number(after.readBigUInt64LE(16))]).toEqual([
    24,
    5,
    beyond,
  ])
})

test.for([
  { what: '65,535 files', count: 0xffff, bytes: 1, offset: 1, size: 98 },
  { what: 'a list beyond 4 GiB', count: 1, bytes: 1, offset: beyond, size: 98 },
  { what: 'anything less', count: 0xfffe, bytes: 1, offset: 1, size: 22 },
])('the end of a ZIP with $what takes $size bytes', ({ count, bytes, offset, size }) => {
  expect(endRecord(count, bytes, offset).byteLength).toBe(size)
})

test('a time before ZIP and one after 2038 are the nearest that can be written', () => {
  const times = [new Date(1970, 0, 3), new Date(2100, 5, 1)].map(changedAt => {
    const listed = directoryRecord({ ...record, changedAt })
    return [(listed.readUInt16LE(14) >> 9) + 1980, listed.readInt32LE(46 + 5 + 5)]
  })
  expect(times).toEqual([
    [1980, Math.floor(new Date(1970, 0, 3).getTime() / 1000)],
    [2100, 0x7fff_ffff],
  ])
})
