/**
 * What the window may load and talk to: its own files, its own host, nothing else (Content Security Policy Level 3).
 * Both hosts send it as a header; `renderer/index.html` repeats it in a `<meta>` without `frame-ancestors`, which only
 * works as a header.
 */
export const CONTENT_SECURITY_POLICY_FOR_META = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "media-src 'self' blob:",
  "connect-src 'self'",
  // The browser host's socket worker is a file of the window. Trusted types let no other address become a worker's.
  "worker-src 'self'",
  "manifest-src 'none'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-src 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types socket-worker',
].join('; ')

/** The whole policy, as sent in the `Content-Security-Policy` header. */
const CONTENT_SECURITY_POLICY = `${CONTENT_SECURITY_POLICY_FOR_META}; frame-ancestors 'none'`

/** Headers that both hosts send with every file of the window. */
export const windowHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy':
    'microphone=(self), camera=(), geolocation=(), display-capture=(), usb=(), serial=(), hid=(), midi=(), payment=()',
}
