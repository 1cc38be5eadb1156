import type { Page } from '@playwright/test'
import type { KeyCapability } from '../../app/desktop/global-key.ts'
import type { DesktopStatus, Status } from '../../app/status.ts'
import type { HostProcess } from '../../build/host-process.ts'
import { standBetween } from './announcing.ts'
import { openSocketWindow } from './socket-window.ts'
import { phase, type Visit } from './state-window.ts'

/** A desktop that allows everything but the microphone, and of which there is a newer version. */
const desktop: DesktopStatus = {
  ...{ platform: 'macos', hasTray: true, packaging: null, microphone: 'denied', hasSoundServer: true },
  ...{ mayOpenAtLogin: true, mayHookKeys: false },
  updates: {
    ...{ way: 'installs', phase: 'available', version: '1.3.0', fault: null },
    notes: [
      'Added\n\n- A key that works in every program.',
      '- Pictures of this.\n\nFixed\n\n- A last syllable that was lost.',
    ].join('\n'),
  },
}

/** The step of setup that tries the keys, where one works in every program: held, and where its release is not seen. */
export async function visitKeySetup(visit: Visit, page: Page, host: HostProcess): Promise<void> {
  let told: Partial<Status> = {}
  const announce = await standBetween(page, status => ({ ...status, ...told }))
  await page.reload()
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByText('Waiting for the key').waitFor()
  const window = await openSocketWindow(host.url)
  const status = await window.main.getStatus({})
  await window.close()
  const show = (globalKey: KeyCapability) => {
    told = { globalKey, desktop }
    announce('statusChanged', { status: { ...status, ...told } })
  }
  const key = page.getByRole('region', { name: 'Key in every program' })

  show({ kind: 'hold', trigger: 'Ctrl+Alt+Space' })
  await key.getByText('Waiting for the key').waitFor()
  announce('talkCommanded', { command: 'hold' })
  announce('talkCommanded', { command: 'release' })
  await key.getByText('The key works').waitFor()
  await page.keyboard.press('Space')
  await visit('setup 3 key in every program', page)
  show({ kind: 'toggle', obstacle: 'releases-unseen' })
  await key.getByText('does not tell').waitFor()
  await visit('setup 3 key that toggles', page)
}

/** Visits what only a window on a desktop shows; what Electron would tell of it is announced to one in a browser. */
export async function visitDesktop(visit: Visit, page: Page, host: HostProcess): Promise<void> {
  let told: Partial<Status> = {}
  const announce = await standBetween(page, status => ({ ...status, ...told }))
  await page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError'))
  })
  await page.reload()
  await page.getByRole('button', { name: 'Hold to talk' }).waitFor()
  await phase(page, 'Ready')
  const window = await openSocketWindow(host.url)
  const status = await window.main.getStatus({})
  await window.close()
  const show = (
    change: Partial<DesktopStatus> = {},
    globalKey: KeyCapability = { kind: 'hold', trigger: '⌃⌥Space' },
  ) => {
    told = { globalKey, desktop: { ...desktop, ...change } }
    announce('statusChanged', { status: { ...status, ...told } })
  }

  show()
  const question = page.getByText('Look for new versions of Parley?')
  await question.waitFor()
  await visit('question about new versions', page)
  await page.keyboard.press('Space', { delay: 400 })
  await page.getByRole('alert').getByText('On this Mac: System Settings').waitFor()
  await visit('microphone forbidden', page)
  await page.getByRole('button', { name: 'Look for them' }).click()
  await question.waitFor({ state: 'detached' })
  await visit('new version', page)

  await page.getByRole('button', { name: 'What it brings' }).click()
  await page.getByText('What version 1.3.0 brings').click()
  await visit('settings about with a new version', page)
  show({ updates: { way: 'link', phase: 'off', version: '', notes: '', fault: null } })
  await page.getByRole('button', { name: 'Open Parley’s page' }).waitFor()
  await visit('settings about with a link', page)
  await page.getByRole('tab', { name: 'Appearance' }).click()
  await visit('settings appearance on a desktop', page)
  await page.getByRole('tab', { name: 'Talking' }).click()
  await page.getByText('Hold it to talk.').scrollIntoViewIfNeeded()
  await visit('settings talking with a key', page)
  show({}, { kind: 'toggle', obstacle: 'portal-missing' })
  await page.getByText('Hold it to talk.').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Press it instead' }).click()
  await visit('settings talking with a key awaited', page)
}
