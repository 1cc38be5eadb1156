import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { unpack } from '../../../../main/endpoint/connection/unpack.ts'
import { cut } from '../../../helpers/known-reply.ts'

const text = Buffer.from('data: the same again and again\n\n'.repeat(300))
const packings: Record<string, (bytes: Buffer) => Uint8Array> = {
  gzip: gzipSync,
  'x-gzip': gzipSync,
  ' GZIP ': gzipSync,
  deflate: deflateSync,
  'deflate ': deflateRawSync,
  br: brotliCompressSync,
  zstd: zstdCompressSync,
  '': bytes => bytes,
  'made-up': bytes => bytes,
}

async function unpacked(bytes: Buffer, encoding: string): Promise<Buffer> {
  async function* pieces() {
    yield* cut(bytes, [7])
  }
  const all: Uint8Array[] = []
  for await (const piece of unpack(pieces(), encoding)) all.push(piece)
  return Buffer.concat(all)
}

describe('an answer', () => {
  for (const [encoding, pack] of Object.entries(packings)) {
    test(`that says “${encoding}” of itself is unpacked`, async () => {
      expect((await unpacked(Buffer.from(pack(text)), encoding)).equals(text)).toBe(true)
    })
  }

  test('that is cut off gives what there is', async () => {
    const half = gzipSync(text).subarray(0, 60)
    const heard = await unpacked(half, 'gzip')
    expect(heard.byteLength).toBeGreaterThan(30)
    expect(text.subarray(0, heard.byteLength).equals(heard)).toBe(true)
  })

  test('is left early without a trace', async () => {
    for (const pack of [gzipSync, brotliCompressSync]) {
      let isEnded = false
      async function* pieces() {
        try {
          for (;;) yield pack(text).subarray(0, 100)
        } finally {
          isEnded = true
        }
      }
      for await (const _piece of unpack(pieces(), pack === gzipSync ? 'gzip' : 'br')) break
      await expect.poll(() => isEnded).toBe(true)
    }
  })

  test('that fails on its way fails with that', async () => {
    async function* pieces() {
      yield gzipSync(text).subarray(0, 20)
      throw new Error('the network is gone')
    }
    const heard = async () => {
      for await (const _piece of unpack(pieces(), 'gzip'));
    }
    await expect(heard()).rejects.toThrow('the network is gone')
  })

  test('that is empty is empty', async () => expect(await unpacked(Buffer.alloc(0), 'gzip')).toEqual(Buffer.alloc(0)))

  for (const encoding of ['gzip', 'deflate', 'br', 'zstd']) {
    test(`that is not ${encoding} at all fails without a code`, async () => {
      const error = await unpacked(text, encoding).catch((error: unknown) => error)
      expect(error).toEqual(new Error('the answer is not packed as its head says'))
    })
  }
})
