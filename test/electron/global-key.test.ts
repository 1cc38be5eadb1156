import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { askMain, desktopDataFolder, desktopMissing, type RunningDesktop, startDesktop } from '../helpers/desktop.ts'
import { displayMissing, moveKeys } from '../helpers/own-display.ts'

const missing = desktopMissing() ?? displayMissing()

describe.skipIf(missing !== null)(
  `a key that works in every program, in the desktop app${missing === null ? '' : ` (skipped: ${missing})`}`,
  () => {
    let folder: Awaited<ReturnType<typeof desktopDataFolder>>
    let desktop: RunningDesktop

    beforeEach(async () => {
      folder = await desktopDataFolder()
      desktop = await startDesktop(folder.path)
    })
    afterEach(async () => {
      await desktop.close()
      await folder.remove()
    })

    const phase = (name: string) => desktop.page.getByRole('status').filter({ hasText: name }).first()
    const move = (way: 'keydown' | 'keyup', ...keys: string[]) => moveKeys(process.env.DISPLAY ?? '', way, ...keys)
    const press = () => move('keydown', 'ctrl', 'alt', 'Home')
    const letGo = () => move('keyup', 'Home', 'alt', 'ctrl')

    /** Has a key taken, and waits until it can do what it is wanted for. */
    async function choose(globalKey: string, does: 'hold' | 'toggle'): Promise<void> {
      await askMain(desktop.page, 'changeSettings', { talk: { globalKey, hooksGlobalKey: does === 'hold' } })
      await expect.poll(async () => (await askMain(desktop.page, 'getStatus', {})).globalKey.kind).toBe(does)
    }

    /** Waits until what is recorded is long enough to be kept. */
    const recordASecond = () => desktop.page.locator('.elapsed').filter({ hasText: '0:01' }).waitFor()

    test('is held through the native hook, and a draft is kept when that is killed meanwhile', async () => {
      const { electron, page } = desktop
      await choose('Control+Alt+Home', 'hold')
      await press()
      await recordASecond()
      await letGo()
      await phase('Speaking').waitFor()
      await press()
      await recordASecond()
      await electron.evaluate(({ app }) => {
        const hook = app.getAppMetrics().find(({ name }) => name === 'Parley talk key')
        if (hook) process.kill(hook.pid, 'SIGKILL')
      })
      await page.getByText('Kept, because the release of the key was missed.').waitFor()
      await letGo()
    })

    test('begins with one press and sends with the next, where its release is not seen', async () => {
      await choose('Control+Alt+Home', 'toggle')
      await press()
      await letGo()
      await phase('Recording, hands-free').waitFor()
      await recordASecond()
      await press()
      await letGo()
      await phase('Speaking').waitFor()
    })
  },
)
