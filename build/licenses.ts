import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { InlineConfig } from 'vite'

/** A package that went into a bundle, as Vite reports it (`build.license`). */
interface BundledPackage {
  name: string
  version: string
  /** SPDX; null where the package says none. */
  identifier: string | null
  /** Absent if the package has no licence file. */
  text?: string | null
}

/** The file that lists a bundle's packages until they are gathered. */
const LIST = 'packages.json'

/** Libraries in WebAssembly whose licences their packages do not include, and the file in `licenses/` that has them. */
const compiledIn: readonly { name: string; within: string; license: string; file: string; source: string }[] = [
  {
    ...{ name: 'LAME', within: 'wasm-media-encoders', license: 'LGPL-2.1, as its LGPL-2.0-or-later lets it be' },
    ...{ file: 'lgpl-2.1.txt', source: 'https://lame.sourceforge.io/' },
  },
  {
    ...{ name: 'mpg123', within: 'mpg123-decoder', license: 'LGPL-2.1-only' },
    ...{ file: 'lgpl-2.1.txt', source: 'https://mpg123.org/' },
  },
  {
    ...{ name: 'Opus', within: 'opus-decoder', license: 'BSD-3-Clause' },
    ...{ file: 'opus.txt', source: 'https://opus-codec.org/' },
  },
]

/** The same bundle, set to list the packages that went into it for `gatherLicenses`. */
export function listingPackages(bundle: InlineConfig, before = ''): InlineConfig {
  return { ...bundle, build: { ...bundle.build, license: { fileName: `${before}${LIST}` } } }
}

/**
 * Writes the licences of everything in the bundles, and deletes the lists of packages.
 * @param lists the folder of each bundle, and the prefix of its list's name
 */
export async function gatherLicenses(lists: readonly [folder: string, before?: string][], into: string): Promise<void> {
  const packages = new Map<string, BundledPackage>()
  for (const [folder, before = ''] of lists) {
    const path = join(folder, `${before}${LIST}`)
    for (const one of JSON.parse(await readFile(path, 'utf8')) as BundledPackage[]) {
      packages.set(`${one.name} ${one.version}`, one)
    }
    await rm(path)
  }
  const parts = [...packages]
    .sort(([one], [other]) => one.localeCompare(other, 'en'))
    .map(
      ([title, { identifier, text }]) =>
        `${title}\n${identifier ?? 'no licence named'}\n\n${text?.trim() || 'The package brings no text of it.'}`,
    )
  await writeFile(into, `${[INTRODUCTION, ...parts, ...(await libraries())].join(`\n\n${'-'.repeat(80)}\n\n`)}\n`)
}

const INTRODUCTION =
  'What Parley is made with, and the licences of that. Parley itself is under the MIT licence. Electron and Chromium bring theirs as files beside the program.'

async function libraries(): Promise<string[]> {
  const texts = new Map<string, string[]>()
  for (const { name, within, license, file, source } of compiledIn) {
    const title = `${name}, in WebAssembly within ${within}\n${license}\n${source}`
    texts.set(file, [...(texts.get(file) ?? []), title])
  }
  const written = [...texts].map(async ([file, titles]) => {
    const text = await readFile(join(import.meta.dirname, 'licenses', file), 'utf8')
    return `${titles.join('\n\n')}\n\n${text.trim()}`
  })
  return Promise.all(written)
}
