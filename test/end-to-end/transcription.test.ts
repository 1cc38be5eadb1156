import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type RunningApp, startApp } from '../helpers/app.ts'
import { ConversationPage } from '../helpers/conversation-page.ts'
import { type EndpointServer, startEndpointServer } from '../helpers/endpoint-server.ts'
import { heardWords } from '../helpers/endpoint-transcriptions.ts'
import { briefReply } from '../helpers/known-reply.ts'

let server: EndpointServer
let app: RunningApp
let parley: ConversationPage

beforeAll(async () => {
  server = await startEndpointServer({ reply: briefReply })
  app = await startApp({
    environment: { OPENAI_BASE_URL: server.baseUrl, OPENAI_API_KEY: 'none' },
    settings: { transcription: { isOn: true }, autoplayReplies: false },
  })
  parley = new ConversationPage(app)
})

afterEach(async () => {
  await parley.page.keyboard.press('Escape')
  await parley.newConversation()
  server.reset()
})

afterAll(async () => {
  await app.close()
  await server.close()
})

const conversations = () => parley.page.getByRole('list', { name: 'Conversations', exact: true })

async function openHistory(): Promise<void> {
  await parley.page.getByRole('button', { name: 'Settings', exact: true }).click()
  await parley.page.getByRole('tab', { name: 'History' }).click()
}

test('words appear under the recording once they are there, and title its conversation', async () => {
  server.transcriptions.answerAlways('words')
  const gate = server.transcriptions.hold()
  await parley.speak(500)
  await parley.answered(briefReply.words)
  await gate.reached
  await parley.log.getByText('Being put into words').waitFor()
  await parley.log.getByText('Voice message 0:0').waitFor()
  gate.release()
  await parley.log.getByText(heardWords).waitFor()
  await conversations().getByText(heardWords).first().waitFor()
  expect(await parley.log.getByText(/Being put into words|Voice message/).count()).toBe(0)
})

test('a recording that could not be put into words says why, and is tried again on request', async () => {
  server.transcriptions.answerNext('bad audio', 'words')
  await parley.speak(500)
  await parley.log.getByText('Not put into words.').waitFor()
  await parley.page.getByRole('button', { name: 'Try again' }).click()
  await parley.log.getByText(heardWords).waitFor()
  expect(await parley.log.getByText('Not put into words.').count()).toBe(0)
})

test('an endpoint without it is told of in Settings, and earlier recordings are put into words once it has it', async () => {
  await parley.speak(500)
  await parley.answered(briefReply.words)
  await expect.poll(() => server.transcriptions.requests.length).toBe(1)
  await parley.newConversation()
  await parley.speak(500)
  await parley.answered(briefReply.words)
  await openHistory()
  await parley.page.getByRole('alert').getByText('does not put recordings into words').waitFor()
  await parley.page.getByText('2 earlier recordings have no words yet, less than a minute together.').waitFor()

  server.transcriptions.answerAlways('words')
  const gate = server.transcriptions.hold()
  await parley.page.getByRole('button', { name: 'Put earlier recordings into words' }).click()
  await gate.reached
  await parley.page.getByText('0 of 2 done').waitFor()
  await parley.page.getByRole('button', { name: 'Stop', exact: true }).click()
  await parley.page.getByText('2 earlier recordings').waitFor()
  gate.release()

  await parley.page.getByRole('button', { name: 'Put earlier recordings into words' }).click()
  await parley.page.getByText('Every recording that was sent has been put into words.').waitFor()
  await parley.page.keyboard.press('Escape')
  await parley.log.getByText(heardWords).waitFor()
})

test('switched off, nothing is asked for', async () => {
  await openHistory()
  await parley.page.getByLabel('Put my recordings into words').uncheck()
  await parley.page.keyboard.press('Escape')
  await parley.speak(500)
  await parley.answered(briefReply.words)
  await openHistory()
  await parley.page.getByLabel('Put my recordings into words').check()
  await parley.page.getByText('1 earlier recording has no words yet').waitFor()
  expect(server.arrivals).toEqual(['question'])
})
