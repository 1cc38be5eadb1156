import type { Api } from '../../app/contract.ts'
import type { SettingsFile } from '../files/settings-file.ts'
import { findAgain, useLibraryIn } from '../keeping/library-in-force.ts'
import type { LibraryMover } from '../keeping/library-mover.ts'
import type { Library } from '../library/library.ts'

/** What the requests about the library's folder are answered with. */
export interface LibraryRequestsParts {
  library: Library
  settingsFile: SettingsFile
  mover: LibraryMover
  dataFolder: string
  /** Lets the user choose a folder in a dialog of the system; null where there is none. */
  chooseFolder: ((windowId: string) => Promise<string | null>) | null
  /** The library is in another folder now, or there again. */
  onMoved: () => void
}

/** The requests about where the library is. */
type LibraryRequests = Pick<
  Api,
  'getMove' | 'moveLibrary' | 'continueMove' | 'cancelMove' | 'findLibrary' | 'useLibrary' | 'chooseFolder'
>

/** Answers what the window asks about the library's folder. What becomes of a move is announced. */
export function libraryRequests(parts: LibraryRequestsParts): LibraryRequests {
  const { library, settingsFile, mover, dataFolder, chooseFolder, onMoved } = parts
  return {
    getMove: async () => mover.state,
    moveLibrary: async ({ folder }) => {
      mover.start(folder.trim())
      return {}
    },
    continueMove: async () => {
      mover.goOn()
      return {}
    },
    cancelMove: async () => {
      await mover.cancel()
      return {}
    },
    findLibrary: async () => {
      if (!library.openedParts.absence) return {}
      findAgain(library)
      onMoved()
      return {}
    },
    useLibrary: async ({ folder }) => {
      useLibraryIn(folder.trim(), library, dataFolder, settingsFile)
      onMoved()
      return {}
    },
    chooseFolder: async (_, windowId) => ({ folder: (await chooseFolder?.(windowId)) ?? null }),
  }
}
