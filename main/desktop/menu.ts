import { app, Menu } from 'electron/main'
import { menuTemplate } from './menu-template.ts'

/** Puts Parley's menu in the place of Electron's. */
export function setMenu(): void {
  const template = menuTemplate({ platform: process.platform, isPackaged: app.isPackaged })
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}
