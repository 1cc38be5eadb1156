import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { BrowserHost } from '../../../main/browser/host-server.ts'
import { type EndpointServer, startEndpointServer } from '../../helpers/endpoint-server.ts'
import { answerAt } from '../../helpers/own-profile.ts'
import { startPagelessHost } from '../../helpers/pageless-host.ts'
import { openSocketWindow, type SocketWindow } from '../../helpers/socket-window.ts'

let folder: string
let host: BrowserHost
let window: SocketWindow
let server: EndpointServer
let profileId: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-learned-'))
  server = await startEndpointServer({ dialect: 'text-only' })
  host = await startPagelessHost(folder, {})
  window = await openSocketWindow(host.url)
  profileId = await answerAt(window.main, server.baseUrl)
})

afterEach(async () => {
  await window.close()
  await host.close()
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

const learned = async () => (await window.main.getStatus({})).endpoint.learned

async function ask(): Promise<void> {
  const turnId = randomUUID()
  await window.main.askTyped({ turnId, conversationId: randomUUID(), text: 'Hello?', attachmentId: null })
  await window.turnOnce(turnId, 'answered')
}

test('what asking has shown is in the status, which is announced', async () => {
  expect(await learned()).toBeNull()
  await ask()
  await ask()
  const status = await window.main.getStatus({})
  expect(status.endpoint.learned).toMatchObject({ streams: true, speaks: false, unspokenReplies: 2 })
  await expect.poll(() => window.events.findLast(({ name }) => name === 'statusChanged')?.payload).toEqual({ status })
})

test('it is forgotten when the user says so, and with the base URL, the model or the profile it was learned of', async () => {
  const changes = [
    () => window.main.forgetLearned({ profileId }),
    () => window.main.changeProfile({ profileId, model: 'another' }),
    () => window.main.changeProfile({ profileId, baseUrl: server.baseUrl.replace('127.0.0.1', 'localhost') }),
  ]
  for (const change of changes) {
    await ask()
    expect(await learned()).not.toBeNull()
    await change()
    expect(await learned()).toBeNull()
  }
  await window.main.changeProfile({ profileId, model: '', baseUrl: server.baseUrl })
  expect(await learned()).toBeNull()
  await ask()
  await window.main.changeProfile({ profileId, voice: 'cedar' })
  expect(await learned()).not.toBeNull()
  await window.main.removeProfile({ profileId })
  await window.main.restoreProfile({ profileId })
  expect(await learned()).toBeNull()
})

test('nothing is forgotten of a profile that is not there', async () => {
  await expect(window.main.forgetLearned({ profileId: randomUUID() })).rejects.toMatchObject({
    code: 'profile_missing',
  })
})
