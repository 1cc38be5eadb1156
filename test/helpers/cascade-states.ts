import type { Page } from '@playwright/test'
import { fixture } from './app.ts'
import type { EndpointServer } from './endpoint-server.ts'
import type { Visit } from './state-window.ts'

/**
 * Visits what is shown of a model that cannot hear, from a conversation that is empty: the offer to ask it by way of words, what that
 * means, its answer in words alone, and what the profile knows and says of it.
 */
export async function visitCascade(visit: Visit, page: Page, server: EndpointServer): Promise<void> {
  const log = page.getByRole('log', { name: 'Conversation' })
  server.answerAlways('model without audio')
  await page.locator('input[type=file]').setInputFiles(fixture('golden-retriever.wav'))
  await page.getByText('golden-retriever.wav', { exact: true }).waitFor()
  await page.getByRole('textbox', { name: 'Message' }).press('Enter')
  await log.getByRole('button', { name: 'Ask by way of words' }).waitFor()
  await visit('model that cannot hear', page)
  await log.getByRole('button', { name: 'Ask by way of words' }).click()
  await log.getByRole('button', { name: 'Yes, ask like that' }).waitFor()
  await visit('by way of words asked for', page)

  server.answerAlways('text-only')
  server.transcriptions.answerAlways('words')
  await log.getByRole('button', { name: 'Yes, ask like that' }).click()
  await log.getByText('it has no /audio/speech').waitFor()
  await visit('by way of words', page)

  const { host } = new URL(server.baseUrl)
  await page.getByRole('button', { name: 'Settings', exact: true }).click()
  await page.getByRole('button', { name: `Edit ${host}` }).click()
  await page.getByRole('textbox', { name: 'Speech model' }).scrollIntoViewIfNeeded()
  await visit('profile by way of words', page)
  await page.getByRole('radio', { name: 'With your recording itself' }).check()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+n')
  for (const [index, question] of ['Hello?', 'And cats?'].entries()) {
    await page.getByRole('textbox', { name: 'Message' }).fill(question)
    await page.keyboard.press('Enter')
    await log.getByText('asked for sound, and sent words alone').nth(index).waitFor()
  }
  await page
    .getByRole('status')
    .and(page.getByText('Ready', { exact: true }))
    .waitFor()
  await visit('voice lost', page)
  await page.getByRole('button', { name: 'Settings', exact: true }).click()
  await page.getByRole('button', { name: `Edit ${host}` }).click()
  await page.getByRole('button', { name: 'Forget what was learned' }).scrollIntoViewIfNeeded()
  await visit('profile learned', page)
  await page.keyboard.press('Escape')
}
