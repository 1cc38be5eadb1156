import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { languages } from '../app/words/language.ts'
import { cleanedInfo, plistStrings, readPlist, writePlist } from './info-plist.ts'
import { macFolders, microphoneReason } from './system-words.ts'

/** The part of electron-builder's `AfterPackContext` that is used: the application it has laid out. */
interface Packed {
  electronPlatformName: string
  appOutDir: string
  packager: { appInfo: { productFilename: string } }
}

/**
 * Called by electron-builder after laying out the application and before signing it. On macOS it completes Info.plist, and adds the
 * system's questions in Parley's languages.
 */
export async function afterPack({ electronPlatformName, appOutDir, packager }: Packed): Promise<void> {
  if (electronPlatformName !== 'darwin') return
  const contents = join(appOutDir, `${packager.appInfo.productFilename}.app`, 'Contents')
  const file = join(contents, 'Info.plist')
  await writeFile(file, writePlist(cleanedInfo(readPlist(await readFile(file, 'utf8')))))
  for (const language of languages) {
    const words = plistStrings({ NSMicrophoneUsageDescription: microphoneReason[language] })
    for (const name of macFolders[language]) {
      const folder = join(contents, 'Resources', name)
      await mkdir(folder, { recursive: true })
      await writeFile(join(folder, 'InfoPlist.strings'), words)
    }
  }
}
