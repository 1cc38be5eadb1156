import { readFile } from 'node:fs/promises'
import { extname, resolve, sep } from 'node:path'
import { windowHeaders } from '../../app/content-security-policy.ts'
import { directionOf } from '../../app/words/language.ts'

/** What the built page says of its language. */
const BUILT_LANGUAGE = '<html lang="en">'

/** Everything the built window consists of; a file of any other kind is not served. */
const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
}

/** A file of the window, with every header it is sent with. */
export interface WindowFile {
  body: Uint8Array<ArrayBuffer>
  headers: Record<string, string>
}

/**
 * Finds the file behind a URL's path, or null when there is none to be had. Containment is checked after decoding,
 * because URL parsing leaves `..%2f` alone.
 * @param folder the built renderer, absolute
 * @param pathname as `new URL(…).pathname` gives it
 * @param languageOfPage tells the tag (BCP 47) of the language a page begins in; asked for pages alone
 */
export async function readWindowFile(
  folder: string,
  pathname: string,
  languageOfPage: () => Promise<string>,
): Promise<WindowFile | null> {
  const path = windowFilePath(folder, pathname)
  const mediaType = path === null ? undefined : mediaTypes[extname(path)]
  if (path === null || mediaType === undefined) return null
  try {
    const isPage = extname(path) === '.html'
    const body = isPage ? await pageIn(await languageOfPage(), path) : await readFile(path)
    // Names of assets carry a hash of their content, so they never change; the page that names them does.
    const isHashed = pathname.startsWith('/assets/')
    const caching = isHashed ? 'public, max-age=31536000, immutable' : 'no-store'
    return { body, headers: { ...windowHeaders, 'Content-Type': mediaType, 'Cache-Control': caching } }
  } catch {
    return null
  }
}

/** The page as it is in a language, so that its first words are in that too. */
async function pageIn(tag: string, path: string): Promise<Uint8Array<ArrayBuffer>> {
  const page = await readFile(path, 'utf8')
  return Buffer.from(page.replace(BUILT_LANGUAGE, `<html lang="${tag}" dir="${directionOf(tag)}">`))
}

/** The path on disk, or null when the URL's path is malformed or leads out of the folder. */
function windowFilePath(folder: string, pathname: string): string | null {
  let decoded: string
  try {
    decoded = decodeURIComponent(pathname)
  } catch {
    return null
  }
  if (!decoded.startsWith('/') || decoded.includes('\0') || decoded.includes('\\')) return null
  const path = resolve(folder, `.${decoded === '/' ? '/index.html' : decoded}`)
  return path.startsWith(folder + sep) ? path : null
}
