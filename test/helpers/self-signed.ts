import { generateKeyPairSync, sign } from 'node:crypto'

/** A certificate that nobody trusts, and its key, made on the spot (X.509 v3, RFC 5280; names in DER, X.690). */
export function selfSigned(commonName = 'localhost'): { cert: string; key: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const ecdsaWithSha256 = sequence(hex('06082a8648ce3d040302'))
  const name = sequence(
    tagged(0x31, sequence(Buffer.concat([hex('0603550403'), tagged(0x0c, Buffer.from(commonName))]))),
  )
  const validity = sequence(Buffer.concat([utcTime(-1), utcTime(1)]))
  const version3 = hex('a003020102')
  const serial = hex('020101')
  const spki = publicKey.export({ type: 'spki', format: 'der' })
  const body = sequence(Buffer.concat([version3, serial, ecdsaWithSha256, name, validity, name, spki]))
  const signature = tagged(0x03, Buffer.concat([hex('00'), sign('sha256', body, privateKey)]))
  const certificate = sequence(Buffer.concat([body, ecdsaWithSha256, signature]))
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${certificate.toString('base64')}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}

function tagged(tag: number, content: Buffer): Buffer {
  const { byteLength } = content
  const length =
    byteLength < 0x80
      ? [byteLength]
      : byteLength < 0x100
        ? [0x81, byteLength]
        : [0x82, byteLength >> 8, byteLength & 0xff]
  return Buffer.concat([Buffer.from([tag, ...length]), content])
}

function sequence(content: Buffer): Buffer {
  return tagged(0x30, content)
}

function hex(digits: string): Buffer {
  return Buffer.from(digits, 'hex')
}

function utcTime(daysFromNow: number): Buffer {
  const date = new Date(Date.now() + daysFromNow * 86_400_000).toISOString()
  return tagged(0x17, Buffer.from(`${date.replace(/[-:T]/g, '').slice(2, 14)}Z`))
}
