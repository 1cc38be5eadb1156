import { isAppUrl } from './app-url.ts'

/**
 * Whether the window may load a URL at all: its own files and what it made itself. The network is main's alone, so a
 * hole in the page's policy still leads nowhere.
 * @param allowsDevTools whether the developer tools' own pages may load
 */
export function mayLoad(url: string, allowsDevTools: boolean): boolean {
  const scheme = URL.parse(url)?.protocol
  if (scheme === 'blob:') return isAppUrl(url.slice('blob:'.length))
  if (scheme === 'data:') return true
  if (scheme === 'devtools:') return allowsDevTools
  return isAppUrl(url)
}
