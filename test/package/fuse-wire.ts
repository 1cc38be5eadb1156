/** Languages the stand-ins bring words of Electron's own in: those of Parley, and one that is not. */
export const broughtLanguages = ['en-US', 'de', 'fr', 'ja', 'pt-BR', 'pt-PT', 'zh-CN', 'zh-TW'] as const

/** What stands before the fuses in Electron's binary, by which they are found (`@electron/fuses`, `SENTINEL`). */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'

/** The fuses as Electron 45 ships them (`build/fuses/fuses.json5`): 1 lets something in, 0 does not. */
const DEFAULT_FUSES = '101100011'

/** The fuses as they stand in a binary of Electron: sentinel, version of the wire, how many there are, one character each. */
export function fuseWire(): Buffer {
  return Buffer.concat([
    Buffer.from(SENTINEL, 'latin1'),
    Buffer.of(1, DEFAULT_FUSES.length),
    Buffer.from(DEFAULT_FUSES, 'latin1'),
  ])
}
