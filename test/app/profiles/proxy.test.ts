import * as v from 'valibot'
import { expect, test } from 'vitest'
import { ProxySchema, proxyFault } from '../../../app/profiles/proxy.ts'

test.each(['proxy.example:3128', 'http://proxy.example', 'https://proxy.example:443/', '10.0.0.1:8080', '[::1]:3128'])(
  '%s can be used',
  text => expect(proxyFault(text)).toBeNull(),
)

test.each(['', 'socks5://proxy.example', 'http://', 'proxy.example/path', 'a b', 'proxy.example:port'])(
  '“%s” is no address',
  text => expect(proxyFault(text)).toBe('no-address'),
)

test('a password in one is refused where it is typed, and where it is kept', () => {
  expect(proxyFault('http://me:secret@proxy.example')).toBe('has-password')
  expect(v.safeParse(ProxySchema, { mode: 'address', address: 'http://me:secret@proxy.example' }).success).toBe(false)
})
