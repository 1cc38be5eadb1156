import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { root } from '../../build/bundles.ts'
import { askMain, desktopDataFolder, desktopMissing, type RunningDesktop, startDesktop } from '../helpers/desktop.ts'
import { startUpdateFeed, type UpdateFeed } from '../helpers/update-feed.ts'

const missing = desktopMissing()

describe.skipIf(missing !== null)(`newer versions${missing === null ? '' : ` (skipped: ${missing})`}`, () => {
  let folder: Awaited<ReturnType<typeof desktopDataFolder>>
  let desktop: RunningDesktop
  let feed: UpdateFeed

  beforeEach(async () => {
    folder = await desktopDataFolder()
    feed = await startUpdateFeed(Buffer.from('the new version'))
    desktop = await startDesktop(folder.path)
  })
  afterEach(async () => {
    await desktop.close().catch(() => undefined)
    await feed.close()
    await folder.remove()
  })

  test('one that is developed neither asks about them nor looks for any', async () => {
    const { page } = desktop
    await askMain(page, 'changeSettings', { desktop: { looksForUpdates: 'yes' } })
    await askMain(page, 'lookForUpdate', {})
    expect((await askMain(page, 'getStatus', {})).desktop?.updates).toMatchObject({ way: 'none', phase: 'off' })
    expect(await page.getByText('Look for new versions').count()).toBe(0)
  })

  test('a page on loopback is reached with Electron’s own network, and what it has is newer', async () => {
    const config = await mkdtemp(join(tmpdir(), 'parley-feed-'))
    const file = join(config, 'app-update.yml')
    await writeFile(file, `provider: generic\nurl: ${feed.url}\nupdaterCacheDirName: parley-updater\n`)
    const version = await desktop.electron.evaluate(
      async (_electron, [from, configured]) => {
        const { autoUpdater } = process.getBuiltinModule('node:module').createRequire(from)('electron-updater')
        const settings = { autoDownload: false, forceDevUpdateConfig: true, updateConfigPath: configured }
        const found = await Object.assign(autoUpdater, settings).checkForUpdates()
        return found?.isUpdateAvailable ? found.updateInfo.version : null
      },
      [join(root, 'package.json'), file] as const,
    )
    await rm(config, { recursive: true })
    expect(version).toBe('9.0.0')
    expect(feed.asked.some(({ path }) => path.endsWith('.yml'))).toBe(true)
  })
})
