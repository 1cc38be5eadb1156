import net from 'node:net'
import { failWith } from '../../../app/errors.ts'
import type { ProxyChoice } from '../../../app/profiles/proxy.ts'
import { noteSecret, quote } from '../failure/redact.ts'
import { TransportError } from '../failure/transport-error.ts'

/** Who makes connections for us. */
export interface ProxyServer {
  host: string
  port: number
  /** Whether it is spoken to over TLS itself. */
  isEncrypted: boolean
  /** For people: host and port. */
  name: string
  /** What it wants to be told (RFC 9110, "Proxy-Authorization"): a secret. Null for nothing. */
  authorization: string | null
}

/** Which proxy is used, and the variables that may name it. */
interface Proxies {
  choice: ProxyChoice
  environment: Readonly<Record<string, string | undefined>>
}

let inForce: Proxies = { choice: { mode: 'none', address: '' }, environment: {} }

/**
 * From now on all connections are made like this, in the whole process. What is secret of the variables is taken out of all that is said.
 * @param environment with `https_proxy` and `no_proxy`, or the same in capitals
 */
export function useProxies(choice: ProxyChoice, environment: Proxies['environment']): void {
  inForce = { choice, environment }
  const named = URL.parse(withScheme(variable('https_proxy')))
  for (const secret of named ? [named.password, decoded(named.password)] : []) noteSecret(secret)
}

/**
 * Who makes the connection to a URL; null for nobody. What goes through a proxy is encrypted from here to the server, so a key stays ours. What is
 * not, would show it: http:// never goes through one, and neither does what stays on this computer.
 * @throws TransportError when what is named cannot be used: nothing goes another way then
 */
export function proxyFor(url: URL): ProxyServer | null {
  const { mode, address } = inForce.choice
  const named = mode === 'address' ? address.trim() : variable('https_proxy')
  const isNamed = mode === 'address' || (mode === 'environment' && named !== '')
  if (!isNamed || url.protocol !== 'https:' || isOnThisComputer(url) || isExempt(url)) return null
  const proxy = URL.parse(withScheme(named))
  if (!proxy || !/^https?:$/.test(proxy.protocol) || proxy.hostname === '') {
    const source = mode === 'address' ? 'Settings' : 'HTTPS_PROXY'
    const why = { name: 'proxy_address', source } as const
    throw new TransportError('ERR_PROXY', false, failWith('unreachable', { host: url.host, proxy: null, why }))
  }
  const isEncrypted = proxy.protocol === 'https:'
  const port = Number(proxy.port || (isEncrypted ? 443 : 80))
  const given = `${decoded(proxy.username)}:${decoded(proxy.password)}`
  return {
    host: proxy.hostname.replace(/^\[|\]$/g, ''),
    port,
    isEncrypted,
    name: quote(`${proxy.hostname}:${port}`),
    authorization: given === ':' ? null : `Basic ${Buffer.from(given).toString('base64')}`,
  }
}

/** Small letters go first, as with curl. */
function variable(name: string): string {
  const { environment } = inForce
  return (environment[name] || environment[name.toUpperCase()] || '').trim()
}

function withScheme(address: string): string {
  return /^[a-z][a-z\d+.-]*:\/\//i.test(address) ? address : `http://${address}`
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Whether what a URL names is this computer itself, whichever of its names for itself is used. */
export function isOnThisComputer({ hostname }: URL): boolean {
  return /^(?:(?:.*\.)?localhost\.?|127\.[\d.]+|0\.0\.0\.0|\[::1?\])$/i.test(hostname)
}

/** Whether `no_proxy` names it: as a domain with all below it, an address, or a range of addresses such as 10.0.0.0/8; each may have a port. */
function isExempt(url: URL): boolean {
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
  return variable('no_proxy')
    .toLowerCase()
    .split(/[\s,]+/)
    .some(entry => entry !== '' && (entry === '*' || matches(entry, host, url.port || '443')))
}

function matches(entry: string, host: string, port: string): boolean {
  const [, name = entry, only = port] = net.isIPv6(entry) ? [] : (/^\[?(.*?)\]?(?::(\d+))?$/.exec(entry) ?? [])
  if (only !== port) return false
  if (net.isIP(host) !== 0) return isInRange(name, host)
  const domain = name.replace(/^\*?\./, '')
  return host === domain || host.endsWith(`.${domain}`)
}

function isInRange(range: string, host: string): boolean {
  const [start = '', bits] = range.split('/')
  const family = net.isIPv6(start) ? 'ipv6' : 'ipv4'
  if (net.isIP(start) === 0) return false
  const most = family === 'ipv6' ? 128 : 32
  const prefix = bits === undefined ? most : Number(bits)
  if (!Number.isInteger(prefix) || prefix < 0 || prefix > most) return false
  const exempt = new net.BlockList()
  exempt.addSubnet(start, prefix, family)
  return exempt.check(host, net.isIPv6(host) ? 'ipv6' : 'ipv4')
}
