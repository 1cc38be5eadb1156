import type { BrowserWindowConstructorOptions } from 'electron/main'
import { desktopWords } from '../../../app/words/desktop-words.ts'
import { MINI_SIZE, type Rectangle, WINDOW_SIZE } from './window-place.ts'

/** The session of the window, separate from all other traffic of the process. */
export const UI_PARTITION = 'persist:ui'

/** The colour of the window before its page is painted: `--ground` of `renderer/styles/base.css` in either theme. */
const backgrounds = { light: '#f7f5f2', dark: '#171715' } as const

/** What every window is made with. */
export interface WindowParts {
  /** Absolute path of the built preload. */
  preload: string
  isDark: boolean
  isPackaged: boolean
  /** Where the window is, in device-independent pixels. */
  place: Rectangle
}

/**
 * The options of the window. Sandbox, context isolation, web security and the absence of Node are Electron's defaults
 * and are left alone; what is set here only narrows them further or keeps a hidden window recording.
 */
export function windowOptions({ place, ...parts }: WindowParts): BrowserWindowConstructorOptions {
  const { minWidth, minHeight } = WINDOW_SIZE
  return { ...shared(parts), title: 'Parley', ...place, minWidth, minHeight, autoHideMenuBar: true }
}

/**
 * The options of the mini window: above all others, of a fixed size, and never focused, because its button is pressed while another program
 * is in front.
 * @param isPanel whether that takes a panel (`NSPanel`, on macOS)
 */
export function miniOptions(isPanel: boolean, { place, ...parts }: WindowParts): BrowserWindowConstructorOptions {
  return {
    ...shared(parts),
    ...(isPanel ? { type: 'panel' } : {}),
    acceptFirstMouse: true,
    title: desktopWords.miniTitle,
    ...place,
    ...MINI_SIZE,
    frame: false,
    resizable: false,
    minimizable: false,
    maximizable: false,
    fullscreenable: false,
    focusable: false,
    skipTaskbar: true,
    alwaysOnTop: true,
  }
}

function shared({ preload, isDark, isPackaged }: Omit<WindowParts, 'place'>): BrowserWindowConstructorOptions {
  return {
    show: false,
    backgroundColor: isDark ? backgrounds.dark : backgrounds.light,
    webPreferences: Object.freeze({
      preload,
      partition: UI_PARTITION,
      devTools: !isPackaged,
      spellcheck: false,
      backgroundThrottling: false,
    }),
  }
}
