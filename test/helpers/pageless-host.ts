import { type BrowserHost, startBrowserHost } from '../../main/browser/host-server.ts'
import { sessionSecrets } from '../../main/secrets.ts'

/** Starts the browser host over a data folder, for windows without a page (`openSocketWindow`). */
export function startPagelessHost(
  dataFolder: string,
  environment: Record<string, string | undefined> = {},
): Promise<BrowserHost> {
  return startBrowserHost({
    ...{ dataFolder, host: 'browser', version: '1.2.3', secrets: sessionSecrets(), environment, port: 0 },
    rendererFolder: dataFolder,
  })
}
