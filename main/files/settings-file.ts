import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { fromEarlierSettings } from '../../app/earlier-settings.ts'
import type { Notice } from '../../app/notices.ts'
import {
  changeSettings,
  defaultSettings,
  type Settings,
  type SettingsChange,
  SettingsSchema,
} from '../../app/settings.ts'
import { diskFailure } from './disk-failure.ts'
import { setAside } from './set-aside.ts'
import { writeWholeFile } from './whole-file.ts'

/** The settings as they are kept in a data folder. */
export interface SettingsFile {
  /** As they are now. */
  current(): Settings
  /** Applies a change and returns the result, which is on the disk by then. Throws disk_* and changes nothing. */
  change(change: SettingsChange): Settings
  /** What was found when the file was opened. */
  readonly notices: readonly Notice[]
}

/** Reads the settings of a data folder without touching anything; the defaults where there are none. Throws disk_*. */
export function readSettingsFile(folder: string): Settings {
  const path = join(folder, 'settings.json')
  try {
    return existsSync(path) ? (readSettings(path) ?? salvaged(path)) : defaultSettings
  } catch (error) {
    throw diskFailure(error, folder)
  }
}

/**
 * Opens `settings.json` in a data folder that exists. A file that cannot be understood is set aside as `settings.json.bad-<n>` and
 * replaced by the defaults, except that the library stays where it was; a notice says so. Throws disk_* when the file cannot be read.
 */
export function openSettingsFile(folder: string): SettingsFile {
  const path = join(folder, 'settings.json')
  const notices: Notice[] = []
  let settings = defaultSettings
  try {
    const found = existsSync(path) ? readSettings(path) : defaultSettings
    if (found) settings = found
    else {
      settings = salvaged(path)
      notices.push({ name: 'settings_unreadable', kept: setAside(path) })
      if (settings.libraryFolder !== '') writeSettings(path, settings)
    }
  } catch (error) {
    throw diskFailure(error, folder)
  }
  return {
    notices,
    current: () => settings,
    change(change) {
      const changed = changeSettings(settings, change)
      try {
        writeSettings(path, changed)
      } catch (error) {
        throw diskFailure(error, folder)
      }
      settings = changed
      return settings
    },
  }
}

/** Null when the file is not JSON or not settings. */
function readSettings(path: string): Settings | null {
  const text = readFileSync(path, 'utf8')
  try {
    const parsed = v.safeParse(SettingsSchema, fromEarlierSettings(JSON.parse(text)))
    return parsed.success ? parsed.output : null
  } catch {
    return null
  }
}

/** What of a bad file must not be lost: another library would be begun in the place of the one it names. */
function salvaged(path: string): Settings {
  const [, quoted] = /"libraryFolder"\s*:\s*("(?:[^"\\]|\\.)*")/.exec(readFileSync(path, 'utf8')) ?? []
  if (quoted === undefined) return defaultSettings
  try {
    return changeSettings(defaultSettings, { libraryFolder: v.parse(v.string(), JSON.parse(quoted)) })
  } catch {
    return defaultSettings
  }
}

function writeSettings(path: string, settings: Settings): void {
  writeWholeFile(path, `${JSON.stringify(settings, null, 2)}\n`)
}
