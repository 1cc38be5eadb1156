import { join } from 'node:path'
import { app, BrowserWindow, nativeTheme, screen } from 'electron/main'
import type { MiniMove } from '../../../app/contract/desktop-requests.ts'
import { systemWays } from '../system/system-ways.ts'
import { APP_PAGE, MINI_PAGE } from './app-url.ts'
import { miniOptions, windowOptions } from './window-options.ts'
import { broughtBack, followPointer, placeMini, placeWindow, rememberMini, type WindowPlaces } from './window-place.ts'
import type { KeptWindowPlaces } from './window-places.ts'

/** The built preload; main runs from `out/main/`. */
const preload = join(import.meta.dirname, '..', 'preload', 'preload.cjs')

/**
 * Opens the window where it was last. Unless it is to stay hidden, it appears when its page is painted, or, on systems that do not paint
 * hidden windows, when its page is loaded.
 */
export function createWindow(isHidden: boolean, places: KeptWindowPlaces): BrowserWindow {
  const remembered = places.current.window
  const place = placeWindow(remembered, workAreas())
  const window = new BrowserWindow(windowOptions({ ...parts(), place }))
  if (!isHidden) showWhenReady(window)
  const remember = () => places.keep({ window: { ...window.getNormalBounds(), isMaximized: window.isMaximized() } })
  window.once('show', () => {
    // Maximising shows the window, which before this would be too early: its page is not painted yet.
    if (remembered?.isMaximized) window.maximize()
    window.on('close', remember).on('hide', remember)
  })
  void window.loadURL(APP_PAGE)
  return window
}

function showWhenReady(window: BrowserWindow): void {
  const show = () => {
    window.off('ready-to-show', show)
    window.webContents.off('did-finish-load', show)
    window.show()
  }
  window.once('ready-to-show', show)
  if (!systemWays(process.platform).paintsHidden) window.webContents.once('did-finish-load', show)
}

/** Opens the mini window, hidden. It remembers where it was moved to. */
export function createMini(places: KeptWindowPlaces): BrowserWindow {
  const place = miniPlace(places.current.mini)
  const mini = new BrowserWindow(miniOptions(systemWays(process.platform).needsPanel, { ...parts(), place }))
  // Chromium keeps one zoom for an origin, and both windows have the same origin. Zooming the main window would cut off the mini window,
  // whose size is fixed.
  mini.webContents.setZoomMode('isolated')
  mini.webContents.on('did-finish-load', () => mini.webContents.setZoomLevel(0))
  mini.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true, skipTransformProcessType: true })
  const remember = () => {
    const at = mini.getBounds()
    places.keep({ mini: rememberMini(at, screen.getDisplayMatching(at).workArea) })
  }
  // Linux does not emit `moved`.
  mini.on('close', remember).on('hide', remember)
  void mini.loadURL(MINI_PAGE)
  return mini
}

/** Shows the mini window on the display the pointer is on, without giving it the focus. */
export function showMini(mini: BrowserWindow, places: KeptWindowPlaces): void {
  mini.setBounds(miniPlace(places.current.mini))
  mini.showInactive()
}

/**
 * Moves the mini window with the pointer that drags it. The size is set each time, because at a scale like 125 % the window would grow with
 * every move (electron#9477).
 */
export function moveMini(mini: BrowserWindow, { grip, at }: MiniMove): void {
  const pointer = at ?? screen.getCursorScreenPoint()
  mini.setBounds(followPointer(grip, pointer, screen.getDisplayNearestPoint(pointer).workArea))
}

/** Brings a window back that is no longer on any display. */
export function bringBack(window: BrowserWindow): void {
  const state = {
    isMaximized: window.isMaximized(),
    isFullScreen: window.isFullScreen(),
    isMinimized: window.isMinimized(),
  }
  const place = broughtBack({ ...window.getNormalBounds(), ...state }, workAreas())
  if (place) window.setBounds(place)
}

/** Brings a window to the front, even if it was minimised. */
export function focusWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}

/** Hides a window. If it is in full screen, it leaves that first: macOS would leave a black screen behind (electron#39572). */
export function hideWindow(window: BrowserWindow): void {
  if (window.isFullScreen()) {
    window.once('leave-full-screen', () => window.hide())
    window.setFullScreen(false)
  } else window.hide()
}

function miniPlace(remembered: WindowPlaces['mini']) {
  return placeMini(remembered, screen.getDisplayNearestPoint(screen.getCursorScreenPoint()).workArea)
}

function workAreas() {
  return [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map(({ workArea }) => workArea)
}

function parts() {
  return { preload, isDark: nativeTheme.shouldUseDarkColors, isPackaged: app.isPackaged }
}
