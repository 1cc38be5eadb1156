import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, extname, join } from 'node:path'
import { build, mergeConfig } from 'vite'
import { windowHeaders } from '../../app/content-security-policy.ts'
import { rendererBundle } from '../../build/bundles.ts'

const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript' }

/**
 * Builds the page in `sound-page/`, which holds the recorder and the player alone, as the window is built, and serves it on
 * loopback with the window's own headers.
 */
export async function serveSoundPage(): Promise<{ url: string; close(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-sound-page-'))
  await build(mergeConfig(rendererBundle, { root: join(import.meta.dirname, 'sound-page'), build: { outDir: folder } }))
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const path = pathname === '/' ? join(folder, 'index.html') : join(folder, 'assets', basename(pathname))
    const body = await readFile(path).catch(() => null)
    response.writeHead(body ? 200 : 404, { ...windowHeaders, 'Content-Type': types[extname(path)] ?? 'text/plain' })
    response.end(body)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async close() {
      await new Promise(resolve => {
        server.close(resolve)
        server.closeAllConnections()
      })
      await rm(folder, { recursive: true })
    },
  }
}
