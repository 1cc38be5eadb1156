import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { cleanedInfo, readPlist, writePlist } from './info-plist.ts'

/** What electron-builder tells of the application it has laid out (`AfterPackContext`), as far as it is looked at. */
interface Packed {
  electronPlatformName: string
  appOutDir: string
  packager: { appInfo: { productFilename: string } }
}

/** Called by electron-builder when the application is laid out and not yet signed; puts Info.plist of macOS in order. */
export async function afterPack({ electronPlatformName, appOutDir, packager }: Packed): Promise<void> {
  if (electronPlatformName !== 'darwin') return
  const file = join(appOutDir, `${packager.appInfo.productFilename}.app`, 'Contents', 'Info.plist')
  await writeFile(file, writePlist(cleanedInfo(readPlist(await readFile(file, 'utf8')))))
}
