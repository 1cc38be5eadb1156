import type { MenuItemConstructorOptions } from 'electron/main'

/**
 * The application's menu. It exists so that the default one, which reloads pages and opens developer tools, does not;
 * copying and pasting needs it on macOS.
 */
export function menuTemplate({
  platform,
  isPackaged,
}: {
  platform: NodeJS.Platform
  isPackaged: boolean
}): MenuItemConstructorOptions[] {
  const isMac = platform === 'darwin'
  const view: MenuItemConstructorOptions[] = [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { type: 'separator' },
    { role: 'togglefullscreen' },
  ]
  const development: MenuItemConstructorOptions[] = [
    { type: 'separator' },
    { role: 'forceReload' },
    { role: 'toggleDevTools' },
  ]
  return [
    isMac ? { role: 'appMenu' } : { role: 'fileMenu' },
    { role: 'editMenu' },
    { role: 'viewMenu', submenu: isPackaged ? view : [...view, ...development] },
    { role: 'windowMenu' },
  ]
}
