import type { Page } from '@playwright/test'
import { fixture } from './app.ts'
import { sendJson } from './endpoint-exchange.ts'
import type { EndpointServer } from './endpoint-server.ts'
import { dock, phase, type Visit } from './state-window.ts'

/** A sentence that is said for longer than any visit takes. */
const LONG_REPLY_SECONDS = 90

/** What the server says in these states. */
export const answers = {
  family:
    'Golden retrievers are patient, gentle and easy to train, which makes them one of the best family dogs there are. ' +
    'They do need exercise and company every day.',
  children: 'Very well, as long as both are taught to respect each other.',
  file: 'Someone says two sentences about golden retrievers, in stereo.',
}

/** Visits a turn on its way, from the press to the reply, and what may become of it otherwise. */
export async function visitTurns(visit: Visit, page: Page, server: EndpointServer, speech: Int16Array): Promise<void> {
  const message = page.getByRole('textbox', { name: 'Message' })
  const log = page.getByRole('log', { name: 'Conversation' })

  server.reply = { words: answers.family, samples: repeated(speech, LONG_REPLY_SECONDS) }
  await page.keyboard.down('Space')
  await phase(page, 'Recording')
  await dock(page)
    .getByText(/^0:0[2-9]$/)
    .waitFor()
  await visit('recording', page)
  const gate = server.hold('headers')
  const end = server.hold('end')
  await page.keyboard.up('Space')
  await gate.reached
  await phase(page, 'Sending')
  await visit('sending', page)
  gate.release()
  await phase(page, 'Speaking')
  await log.getByText(answers.family).waitFor()
  await visit('speaking', page)
  // There is enough to play then, as all of it was sent.
  await end.reached
  await page.keyboard.press('Escape')
  end.release()
  await phase(page, 'Ready')

  server.reply = { words: answers.children, samples: speech }
  await message.fill('And with small children?')
  await message.press('Enter')
  await log.getByText(answers.children).waitFor()
  await phase(page, 'Ready')
  await visit('answered', page)

  await log.getByRole('button', { name: 'Play reply' }).first().click()
  await page.getByRole('button', { name: 'Forward 10 seconds' }).click()
  await log
    .getByText(/^0:1\d/)
    .first()
    .waitFor()
  await visit('playing', page)
  await page.getByRole('button', { name: 'Close replay' }).click()

  server.answerNext(async ({ response }) =>
    sendJson(response, 200, {
      id: 'chatcmpl-1',
      object: 'chat.completion',
      created: 0,
      model: 'gpt-audio',
      choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: answers.file } }],
    }),
  )
  await page.locator('input[type=file]').setInputFiles(fixture('what-is-in-this-recording-48k-stereo.wav'))
  await dock(page).getByText('0:07').waitFor()
  await visit('attachment', page)
  await message.fill('What is in this recording?')
  await message.press('Enter')
  await page.getByRole('button', { name: 'Say it' }).waitFor()
  await phase(page, 'Ready')
  await visit('text reply', page)

  server.answerNext('key refused')
  await message.fill('Which toys do they like?')
  await message.press('Enter')
  await page.getByRole('button', { name: 'Retry' }).waitFor()
  await visit('failed turn', page)

  await page.locator('input[type=file]').setInputFiles({
    name: 'notes.wav',
    mimeType: 'audio/wav',
    buffer: Buffer.from('These are notes, not sound.'),
  })
  await page.getByRole('alert').waitFor()
  await visit('attachment refused', page)
  await page.getByRole('button', { name: 'Dismiss', exact: true }).click()

  await message.blur()
  const button = await page.getByRole('button', { name: 'Hold to talk' }).boundingBox()
  if (!button) throw new Error('the talk button is not on screen')
  await page.mouse.move(button.x + 40, button.y + 40)
  await page.mouse.down()
  await phase(page, 'Recording')
  await page.mouse.move(button.x + 40, button.y - 40)
  await page.mouse.up()
  await phase(page, 'Recording, hands-free')
  await dock(page)
    .getByText(/^0:0[1-9]$/)
    .waitFor()
  await visit('locked', page)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Undo' }).waitFor()
  await visit('undo', page)
  await page.getByRole('button', { name: 'Undo' }).waitFor({ state: 'hidden' })

  await page.keyboard.down('Space')
  await phase(page, 'Recording')
  await dock(page)
    .getByText(/^0:0[1-9]$/)
    .waitFor()
  await page.evaluate(() => dispatchEvent(new Event('blur')))
  await page.getByRole('button', { name: 'Send', exact: true }).waitFor()
  await page.keyboard.up('Space')
  await visit('draft', page)
}

function repeated(samples: Int16Array, seconds: number): Int16Array {
  return Int16Array.from({ length: seconds * 24_000 }, (_, i) => samples[i % samples.length] ?? 0)
}
