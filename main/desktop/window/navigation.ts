import type { WebContents } from 'electron/main'

/**
 * Pins contents to the page they were made with: no navigation, no new windows, no `<webview>`. The window never
 * navigates by itself, so there is nothing to allow. WebRTC, which no content policy covers, is kept off the network.
 */
export function lockNavigation(contents: WebContents): void {
  contents.on('will-navigate', event => event.preventDefault())
  contents.on('will-frame-navigate', event => event.preventDefault())
  contents.on('will-redirect', event => event.preventDefault())
  contents.on('will-attach-webview', event => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
}
