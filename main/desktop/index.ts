import { join } from 'node:path'
import { app } from 'electron/main'
import { keepCompiled } from '../compile-cache.ts'
import { defaultDataFolder } from '../files/data-folder.ts'
import { makeFolder } from '../files/folders.ts'
import { takeEndpointEnvironment } from '../profiles/environment.ts'
import { redactConsole } from '../redacted-console.ts'
import { endSaying, endWith } from './start/ending.ts'
import { handedOver, reasonToEnd, SecondStarts } from './start/second-start.ts'
import { readStartOptions } from './start/start-options.ts'
import { lockNavigation } from './window/navigation.ts'
import { refuseAll } from './window/permissions.ts'
import { registerAppScheme } from './window/protocol.ts'
import { insistsOnSandbox, refusedSwitch } from './window/switch-guard.ts'

// Electron becomes ready while this file runs, so whatever must happen before that is done here, before anything is awaited.
redactConsole()
const environment = takeEndpointEnvironment(process.env)
const start = readStartOptions(process.argv, process.cwd())
const machine = { platform: process.platform, environment: process.env, home: app.getPath('home') }
const dataFolder = start.dataFolder ?? defaultDataFolder(machine)
const guarded = { isPackaged: app.isPackaged, isAppImage: process.env.APPIMAGE !== undefined }
const hasSwitch = (name: string) => app.commandLine.hasSwitch(name)
const refused = refusedSwitch(hasSwitch, guarded)
const needless = reasonToEnd(start)

registerAppScheme()
// By these ids Windows knows that a notification is Parley’s, and whom to tell of a click on it.
app.setAppUserModelId('org.parley.Parley')
app.setToastActivatorCLSID?.('{77856561-fca8-4d47-8e72-b2b6de65c485}')
if (insistsOnSandbox(hasSwitch)) app.enableSandbox()
app.on('web-contents-created', (_event, contents) => lockNavigation(contents))
app.on('session-created', refuseAll)
const secondStarts = new SecondStarts()
app.on('second-instance', (_event, _args, _folder, data) => secondStarts.take(data))
keepProfileIn(join(dataFolder, 'desktop'))

if (refused !== null) {
  void endSaying({ name: 'refused', flag: `--${refused}` }, 78, dataFolder)
} else if (start.complaint !== null) {
  void endSaying(start.complaint, 2, dataFolder)
} else if (!app.requestSingleInstanceLock(handedOver(start))) {
  app.exit(0)
} else if (needless !== null) {
  void endSaying(needless, 0, dataFolder)
} else {
  keepCompiled(dataFolder, process.env)
  // Loaded while Electron gets ready. A start that hands over to a running Parley never loads it.
  Promise.all([import('./desktop-host.ts'), app.whenReady()])
    .then(([{ openDesktop }]) => openDesktop({ dataFolder, environment, start, secondStarts }))
    .catch(error => endWith(error, async () => undefined))
}

/**
 * Puts Chromium's profile into the data folder, and with it the lock that lets one Parley run for each data folder. If the folder cannot be
 * made, nothing can be kept either, and opening the assistant says so.
 */
function keepProfileIn(folder: string): void {
  if (app.commandLine.hasSwitch('user-data-dir')) return
  try {
    makeFolder(folder)
    app.setPath('userData', folder)
  } catch {
    // Opening the assistant fails for the same reason.
  }
}
