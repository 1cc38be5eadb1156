import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { askMain, desktopDataFolder, desktopMissing, type RunningDesktop, startDesktop } from '../helpers/desktop.ts'
import { filesHolding, newOddKey } from '../helpers/secret-search.ts'

const missing = desktopMissing()

describe.skipIf(missing !== null)(`keys in the desktop app${missing === null ? '' : ` (skipped: ${missing})`}`, () => {
  let folder: Awaited<ReturnType<typeof desktopDataFolder>>
  let desktop: RunningDesktop | null = null

  beforeEach(async () => {
    folder = await desktopDataFolder()
  })
  afterEach(async () => {
    await desktop?.close()
    desktop = null
    await folder.remove()
  })

  /** Enters a key, starts anew, and tells how it was kept and whether it is still there. */
  async function keepKey(key: string, ...args: string[]) {
    const profileId = randomUUID()
    const first = await startDesktop(folder.path, ...args)
    desktop = first
    await askMain(first.page, 'addProfile', { profileId, name: 'Work', baseUrl: 'http://127.0.0.1:9' })
    await askMain(first.page, 'setKey', { profileId, key })
    const { keyKeeping } = await askMain(first.page, 'getStatus', {})
    await first.close()
    const again = await startDesktop(folder.path, ...args)
    desktop = again
    const isThere = async () => {
      const { profiles } = await askMain(again.page, 'getStatus', {})
      return profiles.find(({ id }) => id === profileId)?.key.present
    }
    return { keyKeeping, isThere }
  }

  test('sealed by the system, a key is there after a restart and readable in no file', async () => {
    const key = newOddKey()
    const { keyKeeping, isThere } = await keepKey(key)
    // A Linux session without a keyring keeps it for the session alone, which the next test looks at.
    await expect.poll(isThere).toBe(keyKeeping !== 'session-only')
    expect(await filesHolding(folder.path, key)).toEqual([])
  })

  test.skipIf(process.platform !== 'linux')(
    'without a keyring it is kept for the session alone, in no file',
    async () => {
      const key = newOddKey()
      const { isThere } = await keepKey(key, '--password-store=basic')
      await expect.poll(isThere).toBe(false)
      expect(await filesHolding(folder.path, key)).toEqual([])
    },
  )
})
