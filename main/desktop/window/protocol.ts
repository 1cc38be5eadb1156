import { Readable } from 'node:stream'
import { app, protocol, type Session } from 'electron/main'
import type { Assistant } from '../../assistant.ts'
import { readWindowFile } from '../../files/window-files.ts'
import { APP_SCHEME, assetRequest } from './app-url.ts'

/**
 * Makes `app:` a scheme with an origin, in which the microphone, worklets and modules work. Call it once, before the
 * application is ready: a second call would replace the first.
 */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
}

/**
 * Serves the built window, and the exports that main offers it, at `app://bundle/`, in one session only. `folder` is absolute. Electron
 * asks the user where a download goes.
 */
export function serveWindow(session: Session, folder: string, { served, languageOfPage }: Assistant): void {
  session.protocol.handle(APP_SCHEME, async request => {
    const asked = assetRequest(request)
    if (asked.kind === 'refused') return new Response(null, { status: asked.status })
    const download = request.method === 'GET' ? served.open(asked.pathname) : null
    if (download) return new Response(Readable.toWeb(download.body) as ReadableStream, { headers: download.headers })
    const file = await readWindowFile(folder, asked.pathname, () => languageOfPage(app.getPreferredSystemLanguages()))
    if (file === null) return new Response(null, { status: 404 })
    return new Response(request.method === 'HEAD' ? null : file.body, { headers: file.headers })
  })
}
