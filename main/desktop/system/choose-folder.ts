import { type BrowserWindow, dialog } from 'electron/main'
import { desktopWords } from '../../../app/words/desktop-words.ts'

/** Lets the user choose or make a folder for the library in the system's own dialog. Null when none was chosen. */
export async function chooseFolder(window: BrowserWindow | undefined): Promise<string | null> {
  if (!window) return null
  const title = desktopWords.chooseFolder
  // macOS shows no title, and only macOS shows the message.
  const { filePaths } = await dialog.showOpenDialog(window, {
    ...{ title, message: title },
    properties: ['openDirectory', 'createDirectory'],
  })
  return filePaths[0] ?? null
}
