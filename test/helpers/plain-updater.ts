import { writeFileSync } from 'node:fs'
import http from 'node:http'
import { join } from 'node:path'
import { AppImageUpdater } from 'electron-updater'
import { ElectronHttpExecutor } from 'electron-updater/out/electronHttpExecutor.js'

/** Makes requests with Node, where Electron uses Chromium. */
class NodeHttpExecutor extends ElectronHttpExecutor {
  override createRequest(options: http.RequestOptions, callback: (response: http.IncomingMessage) => void) {
    return http.request(options, callback) as unknown as ReturnType<ElectronHttpExecutor['createRequest']>
  }
  protected override addRedirectHandlers(): void {}
}

/** electron-updater as in an AppImage, without Electron. */
export interface PlainUpdater {
  updater: AppImageUpdater
  /** Ends the program. */
  quit(exitCode: number): void
}

/**
 * Runs electron-updater itself in plain Node, passing in what it needs of Electron.
 * @param folder where it finds its configuration and keeps downloads
 * @param url where releases are
 */
export function plainUpdater(folder: string, version: string, url: string): PlainUpdater {
  const quitting: ((exitCode: number) => void)[] = []
  const appUpdateConfigPath = join(folder, 'app-update.yml')
  writeFileSync(appUpdateConfigPath, `provider: generic\nurl: ${url}\nupdaterCacheDirName: parley-updater\n`)
  const updater = new AppImageUpdater(null, {
    ...{ version, name: 'Parley', isPackaged: true, appUpdateConfigPath },
    ...{ userDataPath: folder, baseCachePath: join(folder, 'cache') },
    whenReady: () => Promise.resolve(),
    relaunch: () => undefined,
    quit: () => undefined,
    onQuit: (handler: (exitCode: number) => void) => void quitting.push(handler),
  })
  Object.assign(updater, { httpExecutor: new NodeHttpExecutor() })
  return {
    updater,
    quit: exitCode => {
      for (const handler of quitting) handler(exitCode)
    },
  }
}
