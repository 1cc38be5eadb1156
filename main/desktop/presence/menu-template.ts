import type { MenuItemConstructorOptions } from 'electron/main'
import type { MenuAction } from '../../../app/contract/desktop-requests.ts'
import { desktopWords } from '../../../app/words/desktop-words.ts'

/** What the menu is made for, and what it does. */
export interface MenuParts {
  platform: NodeJS.Platform
  isPackaged: boolean
  choose(action: MenuAction): void
}

/**
 * The application's menu, as each system has it: on macOS with a menu of the application itself; on Windows and Linux, where it is
 * hidden until Alt is pressed, settings and the end in the first menu and About in the last. Without one, Electron's own would reload pages
 * and open developer tools. What the window does with its own keys is not done twice: those are shown, not taken.
 */
export function menuTemplate({ platform, isPackaged, choose }: MenuParts): MenuItemConstructorOptions[] {
  const { menu } = desktopWords
  const isMac = platform === 'darwin'
  const own = (label: string, action: MenuAction, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    click: () => choose(action),
    ...(accelerator === undefined ? {} : { accelerator, registerAccelerator: false }),
  })
  const line: MenuItemConstructorOptions = { type: 'separator' }
  const settings = own(menu.settings, 'settings', 'CommandOrControl+,')
  const about = own(menu.about, 'about')
  const begin = [
    own(menu.newConversation, 'new-conversation', 'CommandOrControl+N'),
    own(menu.newPrivate, 'private-conversation', 'CommandOrControl+Shift+N'),
  ]
  const application: MenuItemConstructorOptions = {
    label: 'Parley',
    submenu: [
      ...[about, line, settings, line, { role: 'services' }, line],
      ...[{ role: 'hide' }, { role: 'hideOthers' }, { role: 'unhide' }, line, { role: 'quit' }],
    ] as MenuItemConstructorOptions[],
  }
  const file: MenuItemConstructorOptions = {
    label: menu.file,
    submenu: isMac ? [...begin, line, { role: 'close' }] : [...begin, line, settings, line, { role: 'quit' }],
  }
  const view: MenuItemConstructorOptions[] = [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    line,
    { role: 'togglefullscreen' },
  ]
  const development: MenuItemConstructorOptions[] = [line, { role: 'forceReload' }, { role: 'toggleDevTools' }]
  const shortcuts = own(menu.shortcuts, 'shortcuts')
  return [
    ...(isMac ? [application] : []),
    file,
    { role: 'editMenu' },
    { role: 'viewMenu', submenu: isPackaged ? view : [...view, ...development] },
    { role: 'windowMenu' },
    { role: 'help', submenu: isMac ? [shortcuts] : [shortcuts, line, about] },
  ]
}
