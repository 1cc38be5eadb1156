import type { Page } from '@playwright/test'
import { doctorWords } from '../../app/words/doctor-words.ts'
import type { EndpointServer } from './endpoint-server.ts'
import { ProfilePage } from './profile-page.ts'
import type { Visit } from './state-window.ts'

/** Visits what the doctor shows of a profile: while it looks, all well, and one layer that fails. */
export async function visitDoctor(visit: Visit, page: Page, server: EndpointServer): Promise<void> {
  const profile = new ProfilePage(page, 'At work')
  const start = page.getByRole('button', { name: /^Check \(/ })
  const list = page.getByRole('list', { name: doctorWords.list })
  await profile.open()
  await profile.edit()
  await start.waitFor()
  await start.scrollIntoViewIfNeeded()
  await visit('doctor before', page)

  server.reply = { ...server.reply, words: 'Less than five seconds.' }
  server.answerAlways('litellm')
  const gate = server.hold('headers')
  await start.click()
  await gate.reached
  await page.mouse.move(0, 0)
  await list.getByText('A connection was made.').waitFor()
  await list.scrollIntoViewIfNeeded()
  await visit('doctor running', page)
  gate.release()
  await page.getByText(doctorWords.allGood).waitFor()
  await list.scrollIntoViewIfNeeded()
  await visit('doctor all well', page)

  server.answerAlways('text-only')
  await start.click()
  await list.getByText('drop_params', { exact: true }).waitFor()
  await list.scrollIntoViewIfNeeded()
  await visit('doctor one layer red', page)
}
