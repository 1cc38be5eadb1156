import { mkdtemp, readdir, realpath, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type HostProcess, startHostProcess } from '../../build/host-process.ts'
import { type RunningApp, soundFilesOf, startApp } from '../helpers/app.ts'
import { ConversationPage } from '../helpers/conversation-page.ts'
import { type EndpointServer, startEndpointServer } from '../helpers/endpoint-server.ts'
import { briefReply } from '../helpers/known-reply.ts'

let server: EndpointServer
let app: RunningApp
let parley: ConversationPage
let disk: string
let again: HostProcess | null = null

beforeAll(async () => {
  server = await startEndpointServer({ reply: briefReply })
  app = await startApp({
    environment: { OPENAI_BASE_URL: server.baseUrl, OPENAI_API_KEY: 'none' },
    settings: { autoplayReplies: false },
  })
  parley = new ConversationPage(app)
  disk = await realpath(await mkdtemp(join(tmpdir(), 'parley-disk-')))
})

afterAll(async () => {
  await again?.stop()
  await app.close()
  await server.close()
  await rm(disk, { recursive: true, force: true })
})

async function openHistory(): Promise<void> {
  await parley.page.getByRole('button', { name: 'Settings', exact: true }).click()
  await parley.page.getByRole('tab', { name: 'History' }).click()
}

/** Holds Space for a while and waits for the answer. */
async function talk(): Promise<void> {
  const answers = await parley.page.getByRole('button', { name: 'Play reply' }).count()
  await parley.page.keyboard.down('Space')
  await parley.page
    .getByRole('region', { name: 'Talk and type' })
    .getByText(/^0:0[1-9]$/)
    .waitFor()
  await parley.page.keyboard.up('Space')
  await expect.poll(() => parley.page.getByRole('button', { name: 'Play reply' }).count()).toBe(answers + 1)
}

test('the library is moved from Settings while an answer is awaited, and all of it is there afterwards', async () => {
  const target = join(disk, 'Parley')
  await talk()
  const gate = server.hold('headers')
  await parley.type('And while it is moved?')
  await gate.reached
  await openHistory()
  await parley.page.getByRole('textbox', { name: 'Move the library to' }).fill(target)
  await parley.page.getByRole('button', { name: 'Move', exact: true }).click()
  await parley.page.getByText('Almost done').waitFor()
  gate.release()
  await parley.page.getByText(`The library was moved from ${app.dataFolder}.`).waitFor()
  await parley.page.getByText(target, { exact: true }).waitFor()
  await parley.page.keyboard.press('Escape')
  await parley.answered(briefReply.words)
  await talk()
  await parley.page.reload()
  await parley.listed('').first().click()
  await expect.poll(() => parley.log.getByRole('article').count()).toBe(3)
  const files = (await soundFilesOf(target)).map(file => file.slice(-13))
  expect([files.length, (await readdir(app.dataFolder)).includes('conversations')]).toEqual([5, false])
})

test('a folder that cannot be used is refused in words', async () => {
  await openHistory()
  await parley.page.getByRole('textbox', { name: 'Move the library to' }).fill('Parley')
  await parley.page.getByRole('button', { name: 'Move', exact: true }).click()
  await parley.page.getByRole('alert').getByText('give the whole path of a folder').waitFor()
  await parley.page.keyboard.press('Escape')
})

test('without its disk Parley says so and keeps nothing, and goes on when the disk is back', async () => {
  await app.host.stop()
  await rename(join(disk, 'Parley'), join(disk, 'unplugged'))
  again = await startHostProcess({ dataFolder: app.dataFolder })
  await parley.page.goto(again.url)
  await parley.page.getByText('is not there. Connect the disk and try again').first().waitFor()
  await parley.type('Is anybody there?')
  await expect.poll(() => parley.page.getByText('is not there. Connect the disk').count()).toBe(2)
  const made = [await readdir(disk), (await readdir(app.dataFolder)).includes('conversations')]
  await rename(join(disk, 'unplugged'), join(disk, 'Parley'))
  await parley.page.getByRole('button', { name: 'Retry' }).first().click()
  await parley.page.getByRole('list', { name: 'Conversations', exact: true }).getByRole('listitem').first().waitFor()
  expect(made).toEqual([['unplugged'], false])
})
