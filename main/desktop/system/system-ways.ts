/** How systems differ for the desktop host. */
export interface SystemWays {
  /** A hidden window is painted. On Wayland it never is, and Electron does not emit `ready-to-show` (electron#48859). */
  paintsHidden: boolean
  /** There are several keyrings to seal keys with, and Electron names the one in use. */
  namesKeyring: boolean
  /** The system asks the user before a program may use the microphone. */
  asksForMicrophone: boolean
  /** A program goes on when its last window is closed, and keeps its menu. */
  runsWithoutWindows: boolean
  /** Some desktops have no place for tray icons, so the desktop has to be asked. */
  mayLackTray: boolean
  /** Electron reports when the screen is locked. */
  tellsOfLock: boolean
  /** A click on a tray icon opens its menu, so it cannot do anything else. */
  opensTrayMenuByClick: boolean
  /** Frames, menus and dialogs follow the program's choice of light or dark. */
  framesFollowProgram: boolean
  /** A click into a window brings its program to the front, unless the window is a panel. */
  needsPanel: boolean
}

/** The ways of a system (`process.platform`). */
export function systemWays(platform: NodeJS.Platform): SystemWays {
  const isMac = platform === 'darwin'
  const isLinux = platform === 'linux'
  return {
    paintsHidden: !isLinux,
    namesKeyring: isLinux,
    asksForMicrophone: isMac,
    runsWithoutWindows: isMac,
    mayLackTray: isLinux,
    tellsOfLock: !isLinux,
    opensTrayMenuByClick: isMac,
    framesFollowProgram: !isLinux,
    needsPanel: isMac,
  }
}
