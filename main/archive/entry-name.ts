/**
 * Whether a name in a ZIP file stays inside the folder it is unpacked into, on every system: relative, with `/` alone between
 * folders, no `..`, no drive, no control characters (APPNOTE 4.4.17; what goes wrong otherwise is known as "zip slip").
 */
export function isSafeEntryName(name: string): boolean {
  const hasControl = [...name].some(letter => letter < ' ' || letter === '\u007f')
  if (hasControl || name.includes('\\') || /^[a-z]:/i.test(name)) return false
  return name.split('/').every(part => part !== '' && part !== '.' && part !== '..')
}

/** The name as file systems compare it that know neither case nor ways of writing an accent: equal ones are one file there. */
export function foldEntryName(name: string): string {
  return name.normalize('NFC').toLowerCase()
}
