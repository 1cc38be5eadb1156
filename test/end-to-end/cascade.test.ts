import { afterAll, beforeEach, expect, test } from 'vitest'
import { startAnsweredApp } from '../helpers/answered-app.ts'
import { heardWords } from '../helpers/endpoint-transcriptions.ts'
import { briefReply } from '../helpers/known-reply.ts'

/* A model that cannot hear is asked by way of words, once the user has said yes. */

const { server, app, parley, probe, renew, close } = await startAnsweredApp()

afterAll(close)
beforeEach(renew)

const offer = () => parley.log.getByRole('button', { name: 'Ask by way of words' })

test('a recording that a model cannot hear is asked by way of words after a yes, and not before', async () => {
  server.answerNext('model without audio')
  await parley.speak(700)
  await offer().click()
  await parley.log.getByText('The model does not hear your voice').waitFor()
  await parley.log.getByRole('button', { name: 'No', exact: true }).click()
  expect(server.arrivals).toEqual(['question'])

  server.answerAlways('text-only')
  server.transcriptions.answerAlways('words')
  server.speech.answerAlways('pcm')
  await offer().click()
  await parley.log.getByRole('button', { name: 'Yes, ask like that' }).click()
  await parley.answered(briefReply.words)
  await parley.heard(briefReply, probe)
  await parley.log.getByText(heardWords).waitFor()
  await app.page.getByRole('button', { name: /by way of words/ }).waitFor()
  expect(server.arrivals).toEqual(['question', 'transcription', 'question', 'speech'])
})

test('each step that fails says so: the recording is kept, the answer is there in words', async () => {
  server.answerAlways('text-only')
  await parley.speak(700)
  await parley.log.getByText('The recording was not put into words, so nothing was asked.').waitFor()
  await parley.log.getByRole('button', { name: 'Save audio' }).waitFor()

  server.transcriptions.answerAlways('words')
  await parley.log.getByRole('button', { name: 'Retry' }).click()
  await parley.log.getByText('it has no /audio/speech').waitFor()
  await parley.log.getByText(briefReply.words).waitFor()
  await parley.log.getByText('Text reply', { exact: true }).waitFor()
})

test('the profile says how it is asked, and can be asked with the recording again', async () => {
  await app.page.getByRole('button', { name: 'Settings', exact: true }).click()
  await app.page.getByRole('button', { name: `Edit ${new URL(server.baseUrl).host}` }).click()
  await app.page.getByRole('textbox', { name: 'Speech model' }).waitFor()
  await app.page.getByRole('radio', { name: 'With your recording itself' }).check()
  await app.page.getByRole('textbox', { name: 'Speech model' }).waitFor({ state: 'detached' })
  await app.page.keyboard.press('Escape')
  await expect.poll(() => app.page.getByRole('button', { name: /by way of words/ }).count()).toBe(0)
  await parley.speak(700)
  await parley.answered(briefReply.words)
  expect(server.arrivals).toEqual(['question'])
})
