import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Notice } from '../../../app/notices.ts'
import { writeWholeFile } from '../../files/whole-file.ts'

/** The line of a desktop file that says which program is started. */
const EXEC = /^Exec=.*$/m

/** The statuses by which macOS says that it will not start a program at login (`SMAppService`). */
const UNALLOWED: readonly (string | undefined)[] = ['requires-approval', 'not-registered', 'not-found']

/** What decides how Parley is started when the user logs in. */
export interface LoginMachine {
  platform: NodeJS.Platform
  environment: Record<string, string | undefined>
  home: string
  isPackaged: boolean
  /** Path of the running program. */
  executable: string
}

/** How Parley is started at login: registered with the system through Electron, or by a desktop file. */
export type LoginItem = { kind: 'system'; args: readonly string[] } | { kind: 'file'; path: string; text: string }

/**
 * How Parley is started, hidden, when the user logs in (on Linux: freedesktop.org Desktop Application Autostart). Null where that is not
 * possible: in development, in a sandbox that hides the folder, and for a portable program, which has no fixed place.
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
 * Turns the start at login on or off.
 * @param tellSystem calls Electron's `app.setLoginItemSettings`, which fails silently, and returns what macOS says afterwards (`status` of
 * `app.getLoginItemSettings`), for instance that the system's settings forbid it
 * @returns what the window is told when it is not possible; null when it is done
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
 * Updates the path in the desktop file, in case an AppImage was moved or renamed. Call at the start. Nothing else is changed, because users
 * can switch the start at login off in the system's settings too.
 */
export function renewLoginItem(item: LoginItem | null): void {
  if (item?.kind !== 'file') return
  try {
    const [exec = ''] = EXEC.exec(item.text) ?? []
    const found = readFileSync(item.path, 'utf8')
    const renewed = found.replace(EXEC, () => exec)
    if (renewed !== found) writeWholeFile(item.path, renewed)
  } catch {
    // Mostly there is no such file, because Parley is not started at login. In any case Parley goes on starting.
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

/** An argument of an Exec line: quoted, then escaped once more like every string in a desktop file. */
function quoted(argument: string): string {
  const inner = argument.replaceAll(/["`$\\]/g, '\\$&').replaceAll('%', '%%')
  return `"${inner.replaceAll('\\', '\\\\')}"`
}
