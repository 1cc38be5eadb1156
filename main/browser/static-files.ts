import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { windowHeaders } from '../../app/content-security-policy.ts'
import type { Assistant } from '../assistant.ts'
import type { ServedFiles } from '../files/served-files.ts'
import { readWindowFile } from '../files/window-files.ts'
import { acceptedLanguages } from '../spoken-language.ts'

/** Answers a request for a file of the window. Whatever is refused carries the same headers. */
export async function serveWindowFile(
  folder: string,
  request: IncomingMessage,
  response: ServerResponse,
  languageOfPage: Assistant['languageOfPage'],
) {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    refuse(response, 405, { Allow: 'GET, HEAD' })
    return
  }
  const url = URL.parse(`http://127.0.0.1${request.url}`)
  const language = () => languageOfPage(acceptedLanguages(request.headers['accept-language']))
  const file = url && (await readWindowFile(folder, url.pathname, language))
  if (!file) {
    refuse(response, 404)
    return
  }
  response.writeHead(200, { ...file.headers, 'Content-Length': file.body.byteLength })
  response.end(request.method === 'HEAD' ? undefined : file.body)
}

/** Answers a request for a file that main has made for a window, if one is offered there. Returns whether it did. */
export function serveDownload(served: ServedFiles, request: IncomingMessage, response: ServerResponse): boolean {
  const url = request.method === 'GET' ? URL.parse(`http://127.0.0.1${request.url}`) : null
  const file = url && served.open(url.pathname)
  if (!file) return false
  response.writeHead(200, file.headers)
  // A window that gives up, or a file that cannot be read, ends the connection: the length tells that something is missing.
  pipeline(file.body, response).catch(() => response.destroy())
  return true
}

/** Ends a request with a status and no more than its name. */
export function refuse(response: ServerResponse, status: number, headers: Record<string, string> = {}): void {
  response.writeHead(status, {
    ...windowHeaders,
    ...headers,
    'Content-Type': 'text/plain',
    'Cache-Control': 'no-store',
  })
  response.end(`${status}\n`)
}
