import type { BrowserWindowConstructorOptions } from 'electron/main'

/** The session of the window, apart from every other traffic of the process. */
export const UI_PARTITION = 'persist:ui'

/** What the window is painted with before its page is: `--ground` of `renderer/styles/base.css` in either theme. */
const backgrounds = { light: '#f7f5f2', dark: '#171715' } as const

/**
 * The options of every window. Sandbox, context isolation, web security and the absence of Node are Electron's defaults
 * and are left alone; what is set here only narrows them further or keeps a hidden window recording.
 */
export function windowOptions({
  preload,
  isDark,
  isPackaged,
}: {
  /** Absolute path of the built preload. */
  preload: string
  isDark: boolean
  isPackaged: boolean
}): BrowserWindowConstructorOptions {
  return {
    title: 'Parley',
    width: 960,
    height: 680,
    minWidth: 360,
    minHeight: 480,
    show: false,
    backgroundColor: isDark ? backgrounds.dark : backgrounds.light,
    autoHideMenuBar: true,
    webPreferences: Object.freeze({
      preload,
      partition: UI_PARTITION,
      devTools: !isPackaged,
      spellcheck: false,
      backgroundThrottling: false,
    }),
  }
}
