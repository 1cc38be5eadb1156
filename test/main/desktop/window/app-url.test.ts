import { describe, expect, test } from 'vitest'
import { assetRequest, isAppUrl } from '../../../../main/desktop/window/app-url.ts'

const foreign = [
  'app://other/index.html',
  'app://bundle.example.com/',
  'app://bundle:80/',
  'app://user@bundle/',
  'app://user:word@bundle/',
  'app://bundle@example.com/',
  'app:bundle',
  'app:///bundle/',
  'apps://bundle/',
  'https://bundle/',
  'file:///bundle/index.html',
  'javascript:alert(1)',
  'blob:app://bundle/5c5b9bd0',
  'about:blank',
  'null',
  '',
]

describe('the window’s own URLs', () => {
  test.each(['app://bundle/', 'app://bundle/index.html#recent', 'app://bundle/assets/a.js?x=1', 'app://bundle'])(
    '%s is one',
    url => {
      expect(isAppUrl(url)).toBe(true)
    },
  )

  test.each(foreign)('“%s” is not', url => {
    expect(isAppUrl(url)).toBe(false)
  })
})

describe('a request for a file', () => {
  test.each([
    ['GET', 'app://bundle/', '/'],
    ['GET', 'app://bundle', '/'],
    ['HEAD', 'app://bundle/assets/index-1a2b.js', '/assets/index-1a2b.js'],
    ['GET', 'app://bundle/index.html?from=tray#top', '/index.html'],
    ['GET', 'app://bundle/..%2f..%2fetc/passwd', '/..%2f..%2fetc/passwd'],
  ])('%s %s asks for %s', (method, url, pathname) => {
    expect(assetRequest({ method, url })).toEqual({ kind: 'path', pathname })
  })

  test.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'get', ''])('the method “%s” is refused', method => {
    expect(assetRequest({ method, url: 'app://bundle/' })).toEqual({ kind: 'refused', status: 405 })
  })

  test.each(foreign)('“%s” is refused', url => {
    expect(assetRequest({ method: 'GET', url })).toEqual({ kind: 'refused', status: 400 })
  })
})
