import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { NtExecutable, NtExecutableResource, Resource } from 'resedit'
import { broughtLanguages, fuseWire } from './fuse-wire.ts'

const language = { lang: 1033, codepage: 1200 }

/** A program for 64-bit Windows with the version resource that electron-builder rewrites, and fuses. It does nothing. */
function peProgram(): Buffer {
  const program = NtExecutable.createEmpty(false, false)
  const resources = NtExecutableResource.from(program)
  const version = Resource.VersionInfo.createEmpty()
  version.lang = language.lang
  version.setFileVersion('45.4.1')
  version.setProductVersion('45.4.1')
  version.setStringValues(language, {
    CompanyName: 'GitHub, Inc.',
    FileDescription: 'Electron',
    OriginalFilename: 'electron.exe',
    ProductName: 'Electron',
  })
  version.outputToResourceEntries(resources.entries)
  resources.outputResource(program)
  program.setExtraData(fuseWire())
  return Buffer.from(program.generate())
}

/** Lays out what electron-builder looks for in Electron for Windows. */
export async function layOutWindows(folder: string): Promise<void> {
  await mkdir(join(folder, 'locales'), { recursive: true })
  await mkdir(join(folder, 'resources'))
  await writeFile(join(folder, 'electron.exe'), peProgram())
  for (const language of broughtLanguages) await writeFile(join(folder, 'locales', `${language}.pak`), '')
}
