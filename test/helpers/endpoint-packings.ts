import type { ServerResponse } from 'node:http'
import type { Transform } from 'node:stream'
import { createBrotliCompress, createDeflate, createDeflateRaw, createGzip, createZstdCompress } from 'node:zlib'
import type { Answer } from './endpoint-exchange.ts'

const packers = {
  gzip: { packer: createGzip, name: 'gzip' },
  deflate: { packer: createDeflate, name: 'deflate' },
  'deflate-raw': { packer: createDeflateRaw, name: 'deflate' },
  br: { packer: createBrotliCompress, name: 'br' },
  zstd: { packer: createZstdCompress, name: 'zstd' },
} satisfies Record<string, { packer: () => Transform; name: string }>

/** An answer that a proxy packs on its way, whether or not that was asked for, every write by itself. */
export function packed(way: keyof typeof packers, answer: Answer): Answer {
  return async exchange => {
    const { packer, name } = packers[way]
    const packing = packer()
    const { response } = exchange
    const writeHead = response.writeHead.bind(response)
    packing.pipe(response)
    const standIn = Object.create(response, {
      writeHead: {
        value: (status: number, headers: Record<string, string>) => {
          writeHead(status, { ...headers, 'content-encoding': name })
          return standIn
        },
      },
      write: {
        value: (bytes: Uint8Array | string) => {
          packing.write(bytes)
          packing.flush()
          return true
        },
      },
      end: { value: (bytes?: Uint8Array | string) => packing.end(bytes) },
    }) as ServerResponse
    await answer({ ...exchange, response: standIn })
  }
}
