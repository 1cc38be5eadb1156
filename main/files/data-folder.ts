import { join } from 'node:path'

/** What decides where a user's data lives. */
export interface Machine {
  platform: NodeJS.Platform
  environment: Record<string, string | undefined>
  /** The user's home folder. */
  home: string
}

/**
 * The folder everything is kept in unless the user names another, as each system wants it: XDG Base Directory on Linux,
 * Application Support on macOS, roaming AppData on Windows.
 */
export function defaultDataFolder({ platform, environment, home }: Machine): string {
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Parley')
  if (platform === 'win32') return join(environment.APPDATA ?? join(home, 'AppData', 'Roaming'), 'Parley')
  const named = environment.XDG_DATA_HOME
  return join(named?.startsWith('/') ? named : join(home, '.local', 'share'), 'parley')
}
