import { join } from 'node:path'
import { Menu, nativeTheme, Tray } from 'electron/main'
import { trayIconFile, trayStyleOn } from '../../../app/desktop/tray-icon.ts'
import { systemWays } from '../system/system-ways.ts'
import { type TrayDeeds, type TrayView, trayMenu, trayTip } from './tray-menu.ts'

/** The folder of the icons, beside the built main. */
const icons = join(import.meta.dirname, 'tray')

/**
 * Puts Parley's icon into the tray.
 * @param view what it shows, asked whenever it is drawn
 * @returns draws it anew
 */
export function openTray(view: () => TrayView, deeds: TrayDeeds): () => void {
  const icon = () => {
    const style = trayStyleOn(process.platform, nativeTheme.shouldUseDarkColors)
    return join(icons, trayIconFile(view().presence.state, style))
  }
  const tray = new Tray(icon())
  let shown = ''
  const draw = () => {
    const template = trayMenu(view(), deeds)
    tray.setImage(icon())
    tray.setToolTip(trayTip(view().presence))
    // A menu that is open closes when it is replaced: only what is different is.
    const described = JSON.stringify(template)
    if (described !== shown) tray.setContextMenu(Menu.buildFromTemplate(template))
    shown = described
  }
  nativeTheme.on('updated', draw)
  if (!systemWays(process.platform).opensTrayMenuByClick) tray.on('click', deeds.showWindow)
  draw()
  return draw
}
