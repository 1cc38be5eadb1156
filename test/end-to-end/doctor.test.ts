import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { newProfile } from '../../app/profiles/profiles.ts'
import { doctorWords } from '../../app/words/doctor-words.ts'
import { type RunningApp, startApp } from '../helpers/app.ts'
import { brokenRules } from '../helpers/broken-rules.ts'
import { type EndpointServer, startEndpointServer } from '../helpers/endpoint-server.ts'
import { briefReply } from '../helpers/known-reply.ts'
import { ProfilePage } from '../helpers/profile-page.ts'

/* The doctor in the editor of a profile: one click, a list that fills in, a report to hand on. */

let server: EndpointServer
let app: RunningApp

beforeAll(async () => {
  server = await startEndpointServer({ reply: briefReply })
  const profile = newProfile('mine', { name: 'Mine', preset: 'litellm', baseUrl: server.baseUrl })
  app = await startApp({ settings: { profiles: [profile] } })
  const editor = new ProfilePage(app.page)
  await editor.open()
  await editor.edit()
})

afterEach(() => server.reset())

afterAll(async () => {
  await app?.close()
  await server?.close()
})

const start = () => app.page.getByRole('button', { name: /^Check \(about \$0\.\d+\)$/ })
const status = () => app.page.getByRole('status')
const check = (label: string) =>
  app.page.getByRole('list', { name: doctorWords.list }).getByRole('listitem').filter({ hasText: label })

test('what it costs is on the button, and the list fills in while it runs', async () => {
  const first = server.hold('headers')
  await start().click()
  await first.reached
  await status().getByText('Checking: Chat completions').waitFor()
  await check('Reachable, good').getByText('A connection was made.').waitFor()
  await check('Several turns, waits').waitFor()
  const second = server.hold('headers')
  first.release()
  await second.reached
  await check('Speaks, good').waitFor()
  await check('Several turns, is being checked').waitFor()
  second.release()
  await status().getByText('Everything works. It cost about $0.0062.').waitFor()
  await check('Several turns, good').waitFor()
  expect(await brokenRules(app.page, 'structure')).toEqual([])
})

test('a layer that fails says why and what to do, and all of it can be copied', async () => {
  server.answerAlways('text-only')
  await start().click()
  await check('Speaks, failed').getByText('drop_params', { exact: true }).waitFor()
  await check('Speaks, failed').getByText('allowed_openai_params: ["audio", "modalities"]', { exact: true }).waitFor()
  const copy = app.page.getByRole('button', { name: 'Copy report' })
  await app.page.context().clearPermissions()
  await copy.click()
  await app.page.getByText('Nothing was copied: Parley may not write to the clipboard.').waitFor()
  await app.page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await copy.click()
  await app.page.getByRole('button', { name: 'Copied' }).waitFor()
  const report = await app.page.evaluate(() => navigator.clipboard.readText())
  expect(report).toMatch(/^# Parley’s check of an endpoint\n/)
  expect(report).toContain('- ✗ Speaks: The proxy answered, but no audio reached us: `drop_params`')
})

test('it can be stopped, and begun again', async () => {
  const gate = server.hold('headers')
  await start().click()
  await gate.reached
  await app.page.getByRole('button', { name: 'Stop', exact: true }).click()
  await status().getByText('Stopped.').waitFor()
  expect(await server.requests[0]?.ended).toBe('gone')
  gate.release()
  await start().click()
  await status().getByText('Everything works.').waitFor()
})

test('what was found is there when one comes back, until the profile is changed', async () => {
  const editor = new ProfilePage(app.page)
  await editor.leave()
  await editor.edit()
  await check('Speaks, good').waitFor()
  const voice = app.page.getByRole('combobox', { name: 'Voice' })
  await voice.fill('alloy')
  await voice.press('Tab')
  await check('Speaks, good').waitFor({ state: 'detached' })
})
