/** The scheme the window is served under; `file:` and `http:` are never used. */
export const APP_SCHEME = 'app'
/** The value of `WebFrameMain.origin` and `location.origin` in the window. */
export const APP_ORIGIN = 'app://bundle'
/** The page of the window. */
export const APP_PAGE = `${APP_ORIGIN}/index.html`
/** The page of the mini window. */
export const MINI_PAGE = `${APP_ORIGIN}/mini.html`

/**
 * Whether a URL is one of the window's own. Scheme and host are compared one by one, because `new URL(…).origin` is
 * `'null'` for a scheme that Node does not know.
 */
export function isAppUrl(text: string): boolean {
  return parseAppUrl(text) !== null
}

/** The result for a request for a file of the window: the path to look up, or the HTTP status it is refused with. */
export type AssetRequest = { kind: 'path'; pathname: string } | { kind: 'refused'; status: 400 | 405 }

/** Judges a request for a file of the window by everything but its path, which `readWindowFile` judges. */
export function assetRequest({ method, url }: { method: string; url: string }): AssetRequest {
  if (method !== 'GET' && method !== 'HEAD') return { kind: 'refused', status: 405 }
  const parsed = parseAppUrl(url)
  return parsed === null ? { kind: 'refused', status: 400 } : { kind: 'path', pathname: parsed.pathname || '/' }
}

function parseAppUrl(text: string): URL | null {
  const url = URL.parse(text)
  if (url?.protocol !== `${APP_SCHEME}:` || url.host !== 'bundle') return null
  return url.username === '' && url.password === '' ? url : null
}
