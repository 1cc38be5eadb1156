import { app, type BrowserWindow, Menu } from 'electron/main'
import { contextMenu } from './context-menu.ts'
import { type MenuParts, menuTemplate } from './menu-template.ts'

/** Replaces Electron's menu with Parley's. Returns what redraws it when its words change with the language. */
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

/** Offers the menu of text wherever it is asked for in a window. */
export function offerContextMenu(window: BrowserWindow): void {
  window.webContents.on('context-menu', (_event, place) => {
    const template = contextMenu(place)
    if (template) Menu.buildFromTemplate(template).popup({ window })
  })
}
