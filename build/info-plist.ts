import plist from 'plist'

/** Reads a property list of macOS (XML). Throws when it is not a dictionary. */
export function readPlist(xml: string): Record<string, unknown> {
  const value = plist.parse(xml)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('Not a dictionary')
  return { ...value }
}

/** Writes a property list of macOS (XML). */
export function writePlist(value: Record<string, unknown>): string {
  return plist.build(value)
}

/**
 * Info.plist without entries that Electron brings along and Parley does not need: reasons to use a camera, Bluetooth or the sound of other
 * programs, and the permission to load anything without TLS, which is kept only for this computer itself.
 */
export function cleanedInfo(info: Record<string, unknown>): Record<string, unknown> {
  const kept = Object.entries(info).filter(
    ([key]) => !/^NS(Camera|Bluetooth|AudioCapture).*UsageDescription$/.test(key),
  )
  const security = { NSAllowsArbitraryLoads: false, NSAllowsLocalNetworking: true }
  return { ...Object.fromEntries(kept), NSAppTransportSecurity: security }
}

/**
 * The strings of Info.plist in one language (`InfoPlist.strings`), which macOS looks for in a folder of that language beside the program.
 * @param values by the key of Info.plist
 */
export function plistStrings(values: Readonly<Record<string, string>>): string {
  const quoted = (text: string) => `"${text.replaceAll(/["\\]/g, '\\$&')}"`
  return Object.entries(values)
    .map(([key, text]) => `${key} = ${quoted(text)};\n`)
    .join('')
}
