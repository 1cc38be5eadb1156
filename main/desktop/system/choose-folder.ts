import { type BrowserWindow, dialog } from 'electron/main'
import { desktopWords } from '../../../app/words/desktop-words.ts'

/** Lets the user choose a folder for the library, or make one, in the system's own dialog; null when none was chosen. */
export async function chooseFolder(window: BrowserWindow | undefined): Promise<string | null> {
  if (!window) return null
  const title = desktopWords.chooseFolder
  // macOS shows no title, and the message alone is shown there.
  const { filePaths } = await dialog.showOpenDialog(window, {
    ...{ title, message: title },
    properties: ['openDirectory', 'createDirectory'],
  })
  return filePaths[0] ?? null
}
