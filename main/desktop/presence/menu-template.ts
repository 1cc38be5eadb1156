import type { MenuItemConstructorOptions } from 'electron/main'
import type { MenuAction } from '../../../app/contract/desktop-requests.ts'
import { desktopWords } from '../../../app/words/desktop-words.ts'

/** What the menu depends on, and what its items do. */
export interface MenuParts {
  platform: NodeJS.Platform
  isPackaged: boolean
  choose(action: MenuAction): void
}

/** What Electron does by itself when the item is chosen. */
type Role = keyof typeof desktopWords.menu.roles

/**
 * The application's menu, as each system has it: on macOS with an application menu; on Windows and Linux, where the menu bar is hidden
 * until Alt is pressed, with settings and quitting in the first menu and About in the last. Without a menu of ours, Electron's own would
 * reload pages and open developer tools. Keys that the window handles itself are only shown, not registered, so that nothing happens twice.
 * Items with a role get a label too, because Electron's labels are English in every language (its `lib/browser/api/menu-item-roles.ts`).
 */
export function menuTemplate({ platform, isPackaged, choose }: MenuParts): MenuItemConstructorOptions[] {
  const { menu } = desktopWords
  const isMac = platform === 'darwin'
  const own = (label: string, action: MenuAction, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    click: () => choose(action),
    ...(accelerator === undefined ? {} : { accelerator, registerAccelerator: false }),
  })
  const roles = (...names: Role[]): MenuItemConstructorOptions[] =>
    names.map(role => ({ role, label: menu.roles[role] }))
  const line: MenuItemConstructorOptions = { type: 'separator' }
  const settings = own(menu.settings, 'settings', 'CommandOrControl+,')
  const about = own(menu.about, 'about')
  const quit: MenuItemConstructorOptions = { role: 'quit', label: desktopWords.tray.quit }
  const begin = [
    own(menu.newConversation, 'new-conversation', 'CommandOrControl+N'),
    own(menu.newPrivate, 'private-conversation', 'CommandOrControl+Shift+N'),
  ]
  const application: MenuItemConstructorOptions = {
    label: 'Parley',
    submenu: [
      ...[about, line, settings, line, ...roles('services'), line],
      ...[...roles('hide', 'hideOthers', 'unhide'), line, quit],
    ],
  }
  const file: MenuItemConstructorOptions = {
    label: menu.file,
    submenu: isMac ? [...begin, line, ...roles('close')] : [...begin, line, settings, line, quit],
  }
  const edit = [
    ...[...roles('undo', 'redo'), line, ...roles('cut', 'copy', 'paste')],
    ...(isMac ? roles('pasteAndMatchStyle', 'delete', 'selectAll') : [...roles('delete'), line, ...roles('selectAll')]),
  ]
  const view = [...roles('resetZoom', 'zoomIn', 'zoomOut'), line, ...roles('togglefullscreen')]
  const development: MenuItemConstructorOptions[] = [line, { role: 'forceReload' }, { role: 'toggleDevTools' }]
  // Electron can zoom a window (the system's “Zoom”) only on macOS; elsewhere the item would do nothing.
  const window = isMac ? [...roles('minimize', 'zoom'), line, ...roles('front')] : roles('minimize', 'close')
  const shortcuts = own(menu.shortcuts, 'shortcuts')
  return [
    ...(isMac ? [application] : []),
    file,
    { role: 'editMenu', label: menu.edit, submenu: edit },
    { role: 'viewMenu', label: menu.view, submenu: isPackaged ? view : [...view, ...development] },
    { role: 'windowMenu', label: menu.window, submenu: window },
    { role: 'help', label: menu.help, submenu: isMac ? [shortcuts] : [shortcuts, line, about] },
  ]
}
