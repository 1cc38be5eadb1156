import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { addressFiles, complaintsAbout, releaseNotes, unsetAddresses, withElectron } from './release-files.ts'

// Nothing is installed where this runs, so only Node is imported.
const root = join(import.meta.dirname, '..')

/**
 * With only a tag, checks before anything is built whether it can be released. With a folder and a file as well, checks the files of the
 * release, writes their checksums beside them, and the release notes into that file.
 */
const [tag = '', folder, notesFile = ''] = process.argv.slice(2)
const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
const { version } = manifest
const addresses = await Promise.all(addressFiles.map(async file => [file, await readFile(join(root, file), 'utf8')]))
const files = folder === undefined ? [] : (await readdir(folder)).filter(name => name !== 'SHA256SUMS').sort()
const notes = releaseNotes(await readFile(join(root, 'CHANGELOG.md'), 'utf8'), version)
const complaints = [
  ...(tag === `v${version}` ? [] : [`The tag is ${tag}, the version ${version}.`]),
  ...(notes === null ? [`CHANGELOG.md says nothing of ${version}.`] : []),
  ...unsetAddresses(Object.fromEntries(addresses)),
  ...(folder === undefined ? [] : complaintsAbout(files, version)),
]
if (complaints.length > 0) {
  console.error(complaints.join('\n'))
  process.exitCode = 1
} else if (folder === undefined) {
  console.log(`There can be a release of ${version}`)
} else {
  const sbom = join(folder, 'parley-sbom.cdx.json')
  const described = withElectron(JSON.parse(await readFile(sbom, 'utf8')), manifest.devDependencies.electron)
  await writeFile(sbom, JSON.stringify(described, null, 2))
  await writeFile(notesFile, `${notes}\n`)
  const sums = await Promise.all(files.map(async name => `${await sha256(join(folder, name))}  ${name}\n`))
  await writeFile(join(folder, 'SHA256SUMS'), sums.join(''))
  console.log(`${files.length} files of ${version}`)
}

async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}
