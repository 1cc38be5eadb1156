import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { icnsSizes, icoSizes, type Picture, pngSize, themeSizes, writeIcns, writeIco } from '../../build/icon-files.ts'

const build = join(import.meta.dirname, '..', '..', 'build')
/** Pictures that can be told apart by their content and length. */
const pictures: Picture[] = [...new Set([...icnsSizes, ...icoSizes])].map(size => ({
  size,
  png: Buffer.from(`picture of ${size}`),
}))

/** The blocks of an icns file, as a reader walks over them. */
function readIcns(file: Buffer): { type: string; content: Buffer }[] {
  expect({ magic: file.toString('latin1', 0, 4), length: file.readUInt32BE(4) }).toEqual({
    magic: 'icns',
    length: file.length,
  })
  const blocks = []
  for (let at = 8; at < file.length; at += file.readUInt32BE(at + 4)) {
    const content = file.subarray(at + 8, at + file.readUInt32BE(at + 4))
    blocks.push({ type: file.toString('latin1', at, at + 4), content })
  }
  return blocks
}

/** The pictures of an ico file, as its entries point to them. */
function readIco(file: Buffer): { side: number; content: Buffer }[] {
  expect([file.readUInt16LE(0), file.readUInt16LE(2)]).toEqual([0, 1])
  return Array.from({ length: file.readUInt16LE(4) }, (_, index) => {
    const at = 6 + 16 * index
    const offset = file.readUInt32LE(at + 12)
    const content = file.subarray(offset, offset + file.readUInt32LE(at + 8))
    expect(file.readUInt8(at + 1)).toBe(file.readUInt8(at))
    return { side: file.readUInt8(at) || 256, content }
  })
}

describe('what is written', () => {
  test('macOS finds the picture of every type', () => {
    const blocks = readIcns(Buffer.from(writeIcns(pictures)))
    expect(blocks.map(({ type, content }) => [type, content.toString()])).toEqual([
      ['ic11', 'picture of 32'],
      ['ic12', 'picture of 64'],
      ['ic07', 'picture of 128'],
      ['ic13', 'picture of 256'],
      ['ic08', 'picture of 256'],
      ['ic14', 'picture of 512'],
      ['ic09', 'picture of 512'],
      ['ic10', 'picture of 1024'],
    ])
  })

  test('Windows finds the picture of every size', () => {
    const entries = readIco(Buffer.from(writeIco(pictures)))
    expect(entries.map(({ side, content }) => [side, content.toString()])).toEqual(
      icoSizes.map(size => [size, `picture of ${size}`]),
    )
  })

  test('a missing picture is told', () => {
    expect(() => writeIcns(pictures.slice(1))).toThrow('There is no picture of 32 pixels')
  })
})

describe('what is committed', () => {
  const sides = (png: Uint8Array) => Object.values(pngSize(png))

  test('the icon of macOS has pictures as large as their types say', () => {
    const blocks = readIcns(readFileSync(join(build, 'icon.icns')))
    expect(blocks.map(({ content }) => sides(content))).toEqual(
      [32, 64, 128, 256, 256, 512, 512, 1024].map(size => [size, size]),
    )
  })

  test('the icon of Windows has pictures as large as its entries say', () => {
    const entries = readIco(readFileSync(join(build, 'icon.ico')))
    expect(entries.map(({ content }) => sides(content))).toEqual(icoSizes.map(size => [size, size]))
  })

  test.each(themeSizes)('the Linux picture of %i pixels has that size', size => {
    expect(sides(readFileSync(join(build, 'icons', `${size}x${size}.png`)))).toEqual([size, size])
  })
})
