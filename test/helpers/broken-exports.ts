import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { ZipReader } from '../../main/archive/zip-reader.ts'

/** More than any export of a test. */
const LIMIT_BYTES = 100_000_000

/** What is wrong with the exports in a data folder after Parley ended at any moment, a line each: one is whole, or a `.part`. */
export async function brokenExports(dataFolder: string): Promise<string[]> {
  const folder = join(dataFolder, 'exports')
  if (!existsSync(folder)) return []
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
  const whole = files.filter(({ name }) => !name.endsWith('.part'))
  const broken = await Promise.all(whole.map(({ parentPath, name }) => brokenExport(join(parentPath, name))))
  return broken.flat()
}

async function brokenExport(path: string): Promise<string[]> {
  try {
    const zip = await ZipReader.open(path, { bytes: LIMIT_BYTES })
    try {
      for (const entry of zip.entries) await buffer(zip.openEntry(entry, LIMIT_BYTES))
      return zip.entries.length > 0 && zip.skipped.length === 0 ? [] : [`${path} is no whole export`]
    } finally {
      zip.close()
    }
  } catch (error) {
    return [`${path} is no export: ${error}`]
  }
}
