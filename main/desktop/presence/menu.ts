import { app, type BrowserWindow, Menu } from 'electron/main'
import { contextMenu } from './context-menu.ts'
import { type MenuParts, menuTemplate } from './menu-template.ts'

/** Puts Parley's menu in the place of Electron's. Returns what draws it anew where it would read otherwise, in another language. */
export function setMenu(choose: MenuParts['choose']): () => void {
  let shown = ''
  const draw = () => {
    const template = menuTemplate({ platform: process.platform, isPackaged: app.isPackaged, choose })
    const described = JSON.stringify(template)
    if (described !== shown) Menu.setApplicationMenu(Menu.buildFromTemplate(template))
    shown = described
  }
  draw()
  return draw
}

/** Offers what can be done with text where its menu is asked for, in a window. */
export function offerContextMenu(window: BrowserWindow): void {
  window.webContents.on('context-menu', (_event, place) => {
    const template = contextMenu(place)
    if (template) Menu.buildFromTemplate(template).popup({ window })
  })
}
