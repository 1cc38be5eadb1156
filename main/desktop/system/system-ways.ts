/** What the desktop host has to do differently from one system to the next. */
export interface SystemWays {
  /** A window is painted while it is hidden. On Wayland it never is, and Electron does not tell `ready-to-show` (electron#48859). */
  paintsHidden: boolean
  /** Several keyrings can seal keys, and Electron names the one that does. */
  namesKeyring: boolean
  /** The user is asked by the system before a program may listen. */
  asksForMicrophone: boolean
  /** A program goes on when its last window is closed, with its menu where it was. */
  runsWithoutWindows: boolean
  /** Some desktops have no place for tray icons, so it has to be asked. */
  mayLackTray: boolean
  /** Electron tells of the lock of the screen. */
  tellsOfLock: boolean
  /** A click on a tray icon opens its menu, so it cannot mean anything else. */
  opensTrayMenuByClick: boolean
  /** Frames, menus and dialogs are drawn as a program wishes, light or dark. */
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
