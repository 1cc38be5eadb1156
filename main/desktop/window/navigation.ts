import type { WebContents } from 'electron/main'
import { isAppUrl } from './app-url.ts'

/** The part of Electron's `will-navigate` and `will-frame-navigate` that is used. */
interface Navigation {
  url: string
  isMainFrame: boolean
  preventDefault(): void
}

/**
 * Pins contents to the page they were made with: no navigation, no new windows, no `<webview>`. The page may only reload itself, as it does
 * when its library is back; Electron reports that as a navigation too. WebRTC, which no content policy covers, is kept off the network.
 */
export function lockNavigation(contents: WebContents): void {
  const stay = (event: Navigation) => {
    const isReload = event.isMainFrame && event.url === contents.getURL() && isAppUrl(event.url)
    if (!isReload) event.preventDefault()
  }
  contents.on('will-navigate', stay)
  contents.on('will-frame-navigate', stay)
  contents.on('will-redirect', event => event.preventDefault())
  contents.on('will-attach-webview', event => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
}
