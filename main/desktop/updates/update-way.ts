import { dirname, join } from 'node:path'
import type { Updates } from '../../../app/desktop/updates.ts'

/** What decides how a newer version comes to an installed Parley. */
export interface UpdateMachine {
  platform: NodeJS.Platform
  environment: Record<string, string | undefined>
  isPackaged: boolean
  /** Path of the program that runs. */
  executable: string
  /** The folder that holds `app.asar`. */
  resources: string
  /** What the program is called, as `electron-builder.yml` has it. */
  productName: string
}

/**
 * Whether Parley can replace itself. It can where an installer put it, or as an AppImage: files beside it tell that, as electron-builder
 * lays them out. On macOS it has to be signed, which the ticket shows that Apple gave for it. A Flatpak or Snap is renewed by its store, a
 * portable or unpacked one by hand.
 * @param exists whether a path is there
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
