import { join } from 'node:path'
import { Menu, type MenuItemConstructorOptions, nativeTheme, Tray } from 'electron/main'
import { trayIconFile, trayStyleOn } from '../../../app/desktop/tray-icon.ts'
import { systemWays } from '../system/system-ways.ts'
import { type TrayDeeds, type TrayView, trayMenu, trayTip } from './tray-menu.ts'

/** The folder of the icons, beside the built main. */
const icons = join(import.meta.dirname, 'tray')

/** Parley's icon in the tray. */
export interface OpenTray {
  /** Shows the present state. */
  draw(): void
  close(): void
}

/**
 * Puts Parley's icon into the tray. Chromium checks only once whether the desktop draws such icons, so when that changes the icon has to be
 * opened anew.
 * @param view what it shows, asked for each time it is drawn
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
  const showIcon = whenNew<string>(file => tray.setImage(file))
  const showTip = whenNew<string>(tip => tray.setToolTip(tip))
  // Replacing a menu closes it while it is open, and so does a new tip on Linux. So only what has changed is set.
  const showMenu = whenNew<MenuItemConstructorOptions[]>(template =>
    tray.setContextMenu(Menu.buildFromTemplate(template)),
  )
  const draw = () => {
    showIcon(icon())
    showTip(trayTip(view().presence))
    showMenu(trayMenu(view(), deeds))
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

/** Calls `show` only with something other than the last time. */
function whenNew<Shown>(show: (shown: Shown) => void): (shown: Shown) => void {
  let last = ''
  return shown => {
    const described = JSON.stringify(shown)
    if (described !== last) show(shown)
    last = described
  }
}
