import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import type { BrowserHost } from '../../main/browser/host-server.ts'
import { startPagelessHost } from './pageless-host.ts'
import { openSocketWindow, type SocketWindow } from './socket-window.ts'

/** What a test of `ownHost` works with. A test that starts another host or window assigns it here. */
export interface OwnHost {
  folder: string
  host: BrowserHost
  window: SocketWindow
}

/** A host over a new data folder, with a window and no page, for each test of a file. Call it where the file begins, read it in tests. */
export function ownHost(environment: Record<string, string> = {}): OwnHost {
  const own: Partial<OwnHost> = {}
  beforeEach(async () => {
    own.folder = await mkdtemp(join(tmpdir(), 'parley-host-'))
    own.host = await startPagelessHost(own.folder, environment)
    own.window = await openSocketWindow(own.host.url)
  })
  afterEach(async () => {
    await own.window?.close()
    await own.host?.close()
    if (own.folder) await rm(own.folder, { recursive: true, force: true })
  })
  return own as OwnHost
}
