import { isAppUrl } from './app-url.ts'

/**
 * Whether the window may load a URL: only its own files and what it made itself. Only main uses the network, so that a gap in the page's
 * content policy still leads nowhere.
 * @param allowsDevTools whether the developer tools' own pages may load
 */
export function mayLoad(url: string, allowsDevTools: boolean): boolean {
  const scheme = URL.parse(url)?.protocol
  if (scheme === 'blob:') return isAppUrl(url.slice('blob:'.length))
  if (scheme === 'data:') return true
  if (scheme === 'devtools:') return allowsDevTools
  return isAppUrl(url)
}
