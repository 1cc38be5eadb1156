import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { askMain, desktopDataFolder, desktopMissing, type RunningDesktop, startDesktop } from '../helpers/desktop.ts'
import { filesHolding, newOddKey } from '../helpers/secret-search.ts'
import { hasSecretService } from '../helpers/secret-service.ts'

const missing = desktopMissing()
const isLinux = process.platform === 'linux'
const noKeyring = missing === null && isLinux && !(await hasSecretService()) ? 'no keyring on the session’s bus' : null

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

  test.skipIf(noKeyring)(
    `sealed by the system, a key is there after a restart and readable in no file${noKeyring === null ? '' : ` (skipped: ${noKeyring})`}`,
    async () => {
      const key = newOddKey()
      const { keyKeeping, isThere } = await keepKey(key, ...(isLinux ? ['--password-store=gnome-libsecret'] : []))
      expect(keyKeeping).not.toBe('session-only')
      await expect.poll(isThere).toBe(true)
      expect(await filesHolding(folder.path, key)).toEqual([])
    },
  )

  test.skipIf(!isLinux)('without a keyring it is kept for the session alone, in no file', async () => {
    const key = newOddKey()
    const { keyKeeping, isThere } = await keepKey(key, '--password-store=basic')
    expect(keyKeeping).toBe('session-only')
    await expect.poll(isThere).toBe(false)
    expect(await filesHolding(folder.path, key)).toEqual([])
  })
})
