import { type BrowserWindow, dialog } from 'electron/main'

/** Lets the user choose a folder, or make one, in the system's own dialog; null when none was chosen. */
export async function chooseFolder(window: BrowserWindow | undefined): Promise<string | null> {
  if (!window) return null
  const { filePaths } = await dialog.showOpenDialog(window, { properties: ['openDirectory', 'createDirectory'] })
  return filePaths[0] ?? null
}
