import { type BrowserWindow, dialog } from 'electron/main'
import { focusWindow } from '../window/window.ts'
import { LEAVE, leaveQuestion } from './leave-question.ts'

/** Asks whether a private conversation may be lost, in the window that has it. Main goes on meanwhile. */
export async function askBeforeLeaving(window: BrowserWindow | undefined): Promise<boolean> {
  if (!window) return true
  focusWindow(window)
  const { response } = await dialog.showMessageBox(window, leaveQuestion())
  return response === LEAVE
}
