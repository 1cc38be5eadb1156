/** A square picture: its side in pixels and its PNG file. */
export interface Picture {
  size: number
  png: Uint8Array
}

/** Types of an `icns` file that hold PNG, by side in pixels (Apple Icon Image format; `@2x` types are sizes doubled). */
const icnsTypes: ReadonlyMap<string, number> = new Map([
  ['ic11', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic13', 256],
  ['ic08', 256],
  ['ic14', 512],
  ['ic09', 512],
  ['ic10', 1024],
])

/** Sides of the pictures in an `icns` file, in pixels. */
export const icnsSizes: readonly number[] = [...new Set(icnsTypes.values())]
/** Sides of the pictures in an `ico` file, in pixels: what Windows shows at its usual scales. */
export const icoSizes = [16, 24, 32, 48, 64, 128, 256] as const
/** Sides of the pictures of the Linux icon theme (freedesktop.org Icon Theme Specification), in pixels. */
export const themeSizes = [16, 24, 32, 48, 64, 128, 256, 512] as const

/** Puts pictures into the icon file of macOS: the word `icns`, the length, then a typed and sized block for each picture. */
export function writeIcns(pictures: readonly Picture[]): Uint8Array {
  const blocks = [...icnsTypes].map(([type, size]) => block(type, pictureOf(pictures, size)))
  return block('icns', Buffer.concat(blocks))
}

/** Puts pictures into the icon file of Windows: a header, a 16-byte entry for each picture, then the PNG files. */
export function writeIco(pictures: readonly Picture[]): Uint8Array {
  const pngs = icoSizes.map(size => pictureOf(pictures, size))
  const header = Buffer.alloc(6 + 16 * pngs.length)
  header.writeUInt16LE(1, 2)
  header.writeUInt16LE(pngs.length, 4)
  let offset = header.length
  for (const [index, png] of pngs.entries()) {
    const at = 6 + 16 * index
    // A side of 256 is written as 0: there is one byte for it.
    const side = (icoSizes[index] ?? 0) % 256
    header.writeUInt8(side, at)
    header.writeUInt8(side, at + 1)
    header.writeUInt16LE(1, at + 4)
    header.writeUInt16LE(32, at + 6)
    header.writeUInt32LE(png.length, at + 8)
    header.writeUInt32LE(offset, at + 12)
    offset += png.length
  }
  return Buffer.concat([header, ...pngs])
}

/** The side of a PNG file in pixels, from its first chunk (PNG specification, 11.2.2). */
export function pngSize(png: Uint8Array): { width: number; height: number } {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength)
  return { width: view.getUint32(16), height: view.getUint32(20) }
}

function block(type: string, content: Uint8Array): Uint8Array {
  const head = Buffer.alloc(8)
  head.write(type, 'latin1')
  head.writeUInt32BE(content.length + 8, 4)
  return Buffer.concat([head, content])
}

function pictureOf(pictures: readonly Picture[], size: number): Uint8Array {
  const picture = pictures.find(candidate => candidate.size === size)
  if (!picture) throw new Error(`There is no picture of ${size} pixels`)
  return picture.png
}
