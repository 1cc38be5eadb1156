import { join } from 'node:path'
import { Menu, nativeTheme, Tray } from 'electron/main'
import { trayIconFile, trayStyleOn } from '../../../app/desktop/tray-icon.ts'
import { systemWays } from '../system/system-ways.ts'
import { type TrayDeeds, type TrayView, trayMenu, trayTip } from './tray-menu.ts'

/** The folder of the icons, beside the built main. */
const icons = join(import.meta.dirname, 'tray')

/** Parley's icon in the tray. */
export interface OpenTray {
  /** Shows what is so now. */
  draw(): void
  close(): void
}

/**
 * Puts Parley's icon into the tray. Where nobody draws such icons, Chromium finds out once and for all: it has to be opened anew then.
 * @param view what it shows, asked whenever it is drawn
 */
export function openTray(view: () => TrayView, deeds: TrayDeeds): OpenTray {
  const icon = () => {
    const style = trayStyleOn({
      platform: process.platform,
      desktop: process.env.XDG_CURRENT_DESKTOP,
      isDark: nativeTheme.shouldUseDarkColors,
      isSystemDark: nativeTheme.shouldUseDarkColorsForSystemIntegratedUI,
    })
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
  return {
    draw,
    close: () => {
      nativeTheme.off('updated', draw)
      tray.destroy()
    },
  }
}
