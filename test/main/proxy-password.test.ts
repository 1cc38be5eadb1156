import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { reportOf } from '../../app/profiles/checkup-report.ts'
import type { Checkup } from '../../app/profiles/doctor.ts'
import type { BrowserHost } from '../../main/browser/host-server.ts'
import { type ConnectProxy, startConnectProxy } from '../helpers/connect-proxy.ts'
import { answerAt } from '../helpers/own-profile.ts'
import { startPagelessHost } from '../helpers/pageless-host.ts'
import { PATIENCE } from '../helpers/patience.ts'
import { base64, filesHolding, holds, newOddKey } from '../helpers/secret-search.ts'
import { openSocketWindow, type SocketWindow } from '../helpers/socket-window.ts'

/* What a proxy wants to be told is told to it alone: a real host asks through one that refuses, in every way it asks. */

const password = newOddKey()
const told = `me:${password}`

let folder: string
let proxy: ConnectProxy
let host: BrowserHost
let window: SocketWindow
let printed: string[]

beforeEach(async () => {
  printed = []
  for (const level of ['log', 'warn', 'error'] as const) {
    vi.spyOn(console, level).mockImplementation((...values) => void printed.push(values.map(String).join(' ')))
  }
  folder = await mkdtemp(join(tmpdir(), 'parley-proxy-'))
  proxy = await startConnectProxy(() => 9)
  proxy.refuseWith = 407
  const HTTPS_PROXY = `http://me:${encodeURIComponent(password)}@${proxy.name}`
  host = await startPagelessHost(folder, { HTTPS_PROXY })
  window = await openSocketWindow(host.url)
})

afterEach(async () => {
  vi.restoreAllMocks()
  await window.close()
  await host.close()
  await proxy.close()
  await rm(folder, { recursive: true, force: true })
})

/** Where the password is, in all that left main but to the proxy. */
async function places(): Promise<string[]> {
  const said = { 'a message to the window': Buffer.concat(window.frames), print: Buffer.from(printed.join('\n')) }
  const holding = Object.entries(said).filter(([, bytes]) => [password, told].some(secret => holds(bytes, secret)))
  return [...holding.map(([place]) => place), ...(await filesHolding(folder, password))]
}

test('the password of a proxy is told to it alone, whatever it answers', async () => {
  const profileId = await answerAt(window.main, 'https://parley.invalid/v1', {
    name: 'Far away',
    model: 'gpt-audio-1.5',
  })
  const conversationId = randomUUID()
  const question = { turnId: randomUUID(), conversationId, text: 'Who is in between?', attachmentId: null }
  await window.main.askTyped(question)
  await window.main.startCheckup({ profileId })
  await vi.waitFor(() => {
    const changed = window.events.findLast(({ name }) => name === 'doctorChanged')?.payload as { checkup: Checkup }
    expect(reportOf(changed.checkup)).toContain(proxy.name)
    const turns = window.events.filter(({ name }) => name === 'turnChanged')
    expect(JSON.stringify(turns.at(-1))).toContain(proxy.name)
  }, PATIENCE)
  expect(new Set(proxy.asked.map(({ authorization }) => authorization))).toEqual(new Set([`Basic ${base64(told)}`]))
  await window.main.getStatus({})
  await window.main.getTurnTimes({})
  expect(await places()).toEqual([])
})

test('one in the settings is not taken, and the refusal does not repeat it', async () => {
  const address = `http://me:${encodeURIComponent(password)}@${proxy.name}`
  await expect(window.main.changeSettings({ proxy: { mode: 'address', address } })).rejects.toMatchObject({
    code: 'bad_input',
  })
  expect(await places()).toEqual([])
})
