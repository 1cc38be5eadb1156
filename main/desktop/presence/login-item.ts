import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Notice } from '../../../app/notices.ts'
import { writeWholeFile } from '../../files/whole-file.ts'

/** The line of a desktop file that says what is started. */
const EXEC = /^Exec=.*$/m

/** What macOS says of a program that it does not start at login (`SMAppService`). */
const UNALLOWED: readonly (string | undefined)[] = ['requires-approval', 'not-registered', 'not-found']

/** What decides how Parley is started when the user logs in. */
export interface LoginMachine {
  platform: NodeJS.Platform
  environment: Record<string, string | undefined>
  home: string
  isPackaged: boolean
  /** Path of the program that runs. */
  executable: string
}

/** How Parley is started at login: as Electron tells the system, or by a file of the desktop. */
export type LoginItem = { kind: 'system'; args: readonly string[] } | { kind: 'file'; path: string; text: string }

/**
 * How Parley is started, hidden, when the user logs in (on Linux: freedesktop.org Desktop Application Autostart). Null where it
 * cannot be: while it is developed, from a sandbox that hides the folder, and as a portable program that has no fixed place.
 * @param appId the name of the desktop file, without its ending
 */
export function loginItem(machine: LoginMachine, appId: string): LoginItem | null {
  const { platform, environment, home, isPackaged, executable } = machine
  const isMoved = environment.FLATPAK_ID ?? environment.SNAP ?? environment.PORTABLE_EXECUTABLE_FILE
  if (!isPackaged || isMoved !== undefined) return null
  if (platform === 'darwin' || platform === 'win32') return { kind: 'system', args: ['--hidden'] }
  if (platform !== 'linux') return null
  const config = environment.XDG_CONFIG_HOME?.startsWith('/') ? environment.XDG_CONFIG_HOME : join(home, '.config')
  const program = environment.APPIMAGE ?? executable
  if (/\p{Cc}/u.test(program)) return null
  return { kind: 'file', path: join(config, 'autostart', `${appId}.desktop`), text: desktopFile(program) }
}

/**
 * Has Parley started at login from now on, or not any more.
 * @param tellSystem Electron's `app.setLoginItemSettings`, which fails silently; returns what macOS says of it then (`status` of
 * `app.getLoginItemSettings`), as where it was forbidden in the system's settings
 * @returns what the window is told when that is not possible; null when it is done
 */
export async function applyLoginItem(
  item: LoginItem | null,
  isWanted: boolean,
  tellSystem: (item: { openAtLogin: boolean; args: string[] }) => string | undefined,
): Promise<Notice | null> {
  if (item === null) return null
  if (item.kind === 'system') {
    const status = tellSystem({ openAtLogin: isWanted, args: [...item.args] })
    return isWanted && UNALLOWED.includes(status) ? { name: 'login_item_unallowed' } : null
  }
  try {
    if (!isWanted) rmSync(item.path, { force: true })
    else {
      mkdirSync(dirname(item.path), { recursive: true })
      writeWholeFile(item.path, item.text)
    }
    return null
  } catch {
    return { name: 'login_item_refused', path: item.path }
  }
}

/**
 * Has an AppImage that was moved or renamed started at login from where it is now. Call at the start. Otherwise all stays as the system has
 * it: there, too, users can switch it off.
 */
export function renewLoginItem(item: LoginItem | null): void {
  if (item?.kind !== 'file') return
  try {
    const [exec = ''] = EXEC.exec(item.text) ?? []
    const found = readFileSync(item.path, 'utf8')
    const renewed = found.replace(EXEC, () => exec)
    if (renewed !== found) writeWholeFile(item.path, renewed)
  } catch {
    // Mostly there is no such file, as nothing is started at login. What was started from elsewhere is no reason not to start here.
  }
}

function desktopFile(program: string): string {
  const lines = [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Parley',
    'Icon=parley',
    `Exec=${quoted(program)} --hidden`,
    'X-GNOME-Autostart-enabled=true',
  ]
  return `${lines.join('\n')}\n`
}

/** An argument of an Exec line: quoted, and once more escaped as every string of such a file is. */
function quoted(argument: string): string {
  const inner = argument.replaceAll(/["`$\\]/g, '\\$&').replaceAll('%', '%%')
  return `"${inner.replaceAll('\\', '\\\\')}"`
}
