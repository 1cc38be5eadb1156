import { join } from 'node:path'
import { app, BrowserWindow, nativeTheme } from 'electron/main'
import { APP_PAGE } from './app-url.ts'
import { windowOptions } from './window-options.ts'

/** The built preload; main runs from `out/main/`. */
const preload = join(import.meta.dirname, '..', 'preload', 'preload.cjs')

/** Opens the window, the only place that makes one. It appears when its page is painted, or hidden, when it is asked for. */
export function createWindow(isHidden: boolean): BrowserWindow {
  const isDark = nativeTheme.shouldUseDarkColors
  const window = new BrowserWindow(windowOptions({ preload, isDark, isPackaged: app.isPackaged }))
  if (!isHidden) window.once('ready-to-show', () => window.show())
  void window.loadURL(APP_PAGE)
  return window
}

/** Brings a window to the front, out of the dock or taskbar too. */
export function focusWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
