import { createHash } from 'node:crypto'
import { once } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'

/** A page of releases on loopback, as `electron-builder.yml` has it. */
export interface UpdateFeed {
  /** With a slash at its end. */
  url: string
  /** Paths that were asked for, and what an installation said of itself. */
  asked: { path: string; installation: string | undefined }[]
  /** What the newest release is. */
  release: { version: string; notes: string; sha512?: string; status?: number; text?: string }
  /** Lets what is fetched from now on wait, half of it sent. @returns what lets it go on */
  hold(): () => void
  close(): Promise<void>
}

/** Serves one release of an AppImage. */
export async function startUpdateFeed(program: Buffer): Promise<UpdateFeed> {
  const asked: UpdateFeed['asked'] = []
  let gate: Promise<void> = Promise.resolve()
  const server = http.createServer(async ({ url = '', headers }, response) => {
    const path = new URL(url, 'http://feed').pathname
    asked.push({ path, installation: headers['x-user-staging-id'] as string | undefined })
    if (path.endsWith('.yml')) {
      const { status = 200, text = described(feed.release, program) } = feed.release
      return response.writeHead(status).end(text)
    }
    if (!path.endsWith('.AppImage') || headers.range !== undefined) return response.writeHead(404).end()
    response.writeHead(200, { 'Content-Length': program.length })
    response.write(program.subarray(0, program.length >> 1))
    await gate
    response.end(program.subarray(program.length >> 1))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const feed: UpdateFeed = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    asked,
    release: { version: '9.0.0', notes: '' },
    hold: () => {
      const { promise, resolve } = Promise.withResolvers<void>()
      gate = promise
      return resolve
    },
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  return feed
}

/** A `latest-linux.yml`, as electron-builder writes it; JSON is YAML too. */
function described({ version, notes, sha512 }: UpdateFeed['release'], program: Buffer): string {
  const file = `parley-${version}-linux-x86_64.AppImage`
  const sum = sha512 ?? createHash('sha512').update(program).digest('base64')
  return JSON.stringify({
    ...{ version, path: file, sha512: sum, releaseNotes: notes },
    files: [{ url: file, sha512: sum, size: program.length }],
  })
}
