import { type BrowserHost, startBrowserHost } from '../../main/browser/host-server.ts'
import { openKeptSecrets } from '../../main/secrets/kept-secrets.ts'

/** Starts the browser host over a data folder, for windows without a page (`openSocketWindow`). */
export async function startPagelessHost(
  dataFolder: string,
  environment: Record<string, string | undefined> = {},
): Promise<BrowserHost> {
  const secrets = await openKeptSecrets({ folder: dataFolder, sealer: null })
  return startBrowserHost({
    ...{ dataFolder, host: 'browser', version: '1.2.3', secrets, environment, port: 0 },
    rendererFolder: dataFolder,
  })
}
