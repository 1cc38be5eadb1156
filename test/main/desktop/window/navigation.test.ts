import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { lockNavigation } from '../../../../main/desktop/window/navigation.ts'

type Contents = Parameters<typeof lockNavigation>[0]

/** What a page's contents tell and are told, as far as they are locked. */
class Page extends EventEmitter {
  openWindow: (details: { url: string }) => unknown = () => ({ action: 'allow' })
  webRtcPolicy = 'default'
  shown = 'app://bundle/index.html'

  getURL(): string {
    return this.shown
  }

  setWindowOpenHandler(handler: (details: { url: string }) => unknown): void {
    this.openWindow = handler
  }

  setWebRTCIPHandlingPolicy(policy: string): void {
    this.webRtcPolicy = policy
  }

  /** Whether what the page is about to do was prevented. */
  prevents(event: string, url = 'https://example.com/', isMainFrame = true): boolean {
    let isPrevented = false
    this.emit(event, { url, isMainFrame, preventDefault: () => (isPrevented = true) })
    return isPrevented
  }
}

const page = new Page()
lockNavigation(page as unknown as Contents)

test.each(['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'])(
  'a page is stopped at “%s”',
  event => expect(page.prevents(event)).toBe(true),
)

test.each(['will-navigate', 'will-frame-navigate'])('at “%s” it may load itself anew, and nothing else', event => {
  expect(page.prevents(event, page.shown)).toBe(false)
  expect(page.prevents(event, page.shown, false)).toBe(true)
  expect(page.prevents(event, 'app://bundle/mini.html')).toBe(true)
  page.shown = 'https://example.com/'
  expect(page.prevents(event, page.shown)).toBe(true)
  page.shown = 'app://bundle/index.html'
})

test.each(['https://example.com/', 'app://bundle/index.html', 'file:///etc/passwd'])(
  'a page opens no window for %s',
  url => {
    expect(page.openWindow({ url })).toEqual({ action: 'deny' })
  },
)

test('WebRTC, which no content policy covers, does not go past a proxy', () => {
  expect(page.webRtcPolicy).toBe('disable_non_proxied_udp')
})
