import { dirname, join } from 'node:path'
import type { Updates } from '../../../app/desktop/updates.ts'

/** What decides how an installed Parley gets a newer version. */
export interface UpdateMachine {
  platform: NodeJS.Platform
  environment: Record<string, string | undefined>
  isPackaged: boolean
  /** Path of the running program. */
  executable: string
  /** The folder that holds `app.asar`. */
  resources: string
  /** The name of the program, as `electron-builder.yml` has it. */
  productName: string
}

/**
 * Whether Parley can replace itself. It can when an installer put it where it is, or as an AppImage; files that electron-builder places
 * beside it tell that. On macOS it has to be signed as well, which Apple's notarisation ticket shows. A Flatpak or Snap is updated by its
 * store, a portable or unpacked Parley by hand.
 * @param exists whether there is a file at a path
 */
export function updateWay(machine: UpdateMachine, exists: (path: string) => boolean): Updates['way'] {
  const { platform, environment, isPackaged, executable, resources, productName } = machine
  if (!isPackaged) return 'none'
  const isMoved = environment.FLATPAK_ID ?? environment.SNAP ?? environment.PORTABLE_EXECUTABLE_FILE
  if (isMoved !== undefined) return 'link'
  const marks: Partial<Record<NodeJS.Platform, string>> = {
    darwin: join(dirname(resources), 'CodeResources'),
    win32: join(dirname(executable), `Uninstall ${productName}.exe`),
    linux: environment.APPIMAGE ?? join(resources, 'package-type'),
  }
  const mark = marks[platform]
  return mark !== undefined && exists(mark) ? 'installs' : 'link'
}
