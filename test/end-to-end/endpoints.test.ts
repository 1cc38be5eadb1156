import { readFile } from 'node:fs/promises'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { WAV_HEADER_BYTES } from '../../app/wav.ts'
import { startAnsweredApp } from '../helpers/answered-app.ts'
import { briefReply, pcmOf } from '../helpers/known-reply.ts'
import { ProfilePage } from '../helpers/profile-page.ts'
import { readWavFile } from '../helpers/sound.ts'

/* Whatever order a server speaks in, the window says every word, the speaker gets every sample, and the disk keeps both. */

const { server, app, parley, probe, renew, close } = await startAnsweredApp()
let filesBefore: string[]

afterAll(close)
beforeEach(async () => {
  await renew()
  filesBefore = await app.soundFiles()
})

/** The sound files that this test has made. */
async function newFiles(ending: string): Promise<string[]> {
  return (await parley.files(ending)).filter(file => !filesBefore.includes(file))
}

/** Waits until the reply has come, was heard and is on the disk; compares every sample. */
async function expectReply(): Promise<void> {
  await parley.answered(briefReply.words)
  await parley.heard(briefReply, probe)
  const [kept = ''] = await newFiles('-reply.wav')
  expect((await readFile(kept)).subarray(WAV_HEADER_BYTES).equals(pcmOf(briefReply))).toBe(true)
  await parley.phase('Ready')
}

/* That every dialect is kept to the last sample is shown in `test/main/conversations-by-dialect.test.ts`: here is one of each order in which words and sound may come. */
describe('a typed question is answered, heard and kept to the last sample by a server that speaks', () => {
  test.for(['litellm', 'one-event', 'sound-before-words', 'wav-in-stream', 'no-streaming'] as const)(
    '%s',
    async dialect => {
      server.answerAlways(dialect)
      await parley.type('Are golden retrievers good family dogs?')
      await expectReply()
    },
  )
})

describe('a spoken question is sent as it is kept, answered and heard by a server that speaks', () => {
  test.for(['openai', 'json-despite-stream'] as const)('%s', async dialect => {
    server.answerAlways(dialect)
    await parley.speak(500)
    await expectReply()
    const [kept = ''] = await newFiles('-you.wav')
    expect(server.lastRecording()).toEqual(readWavFile(kept).samples)
  })
})

test('an audio id that is not known any more is replaced by what was said, without a word to the user', async () => {
  const replies = () => parley.log.getByRole('button', { name: 'Play reply' }).count()
  await parley.type('Are golden retrievers good family dogs?')
  await expectReply()
  // An id that is known: two in a row that are not would be the last that are sent.
  await parley.type('And poodles?')
  await expect.poll(replies).toBe(2)
  await parley.phase('Ready')
  await probe.reset()
  server.answerAlways('stale-audio-id')
  await parley.type('And cats?')
  await expect.poll(replies).toBe(3)
  await parley.heard(briefReply, probe)
  const answers = server.requests.map(({ json }) => json.messages.find(({ role }) => role === 'assistant'))
  expect(answers).toEqual([
    undefined,
    { role: 'assistant', audio: { id: expect.any(String) } },
    { role: 'assistant', audio: { id: expect.any(String) } },
    { role: 'assistant', content: briefReply.words },
  ])
})

describe('a server that answers in words alone', () => {
  test.for(['text-only', 'refusal'] as const)('is read, and said to have written (%s)', async dialect => {
    server.answerAlways(dialect)
    await parley.type('Are golden retrievers good family dogs?')
    await parley.log.getByText(briefReply.words).waitFor()
    await parley.log.getByText('Text reply', { exact: true }).waitFor()
    await parley.log.getByRole('button', { name: 'Say it' }).waitFor()
    await parley.phase('Ready')
    expect([await newFiles('-reply.wav'), await probe.length()]).toEqual([[], 0])
  })

  test('is said to have been asked for sound, and what was learned of it can be read and forgotten', async () => {
    const openEditor = async () => {
      await new ProfilePage(app.page).open()
      await app.page.getByRole('button', { name: `Edit ${new URL(server.baseUrl).host}` }).click()
    }
    const forget = async () => {
      await app.page.getByRole('button', { name: 'Forget what was learned' }).click()
      await app.page.getByText('Nothing yet. It is learned with the first question.').waitFor()
      await app.page.keyboard.press('Escape')
      await app.page.getByRole('dialog').waitFor({ state: 'detached' })
    }
    // The tests before this one were answered in every way.
    await openEditor()
    await forget()
    server.answerAlways('text-only')
    for (const [i, question] of ['Hello?', 'And cats?'].entries()) {
      await parley.type(question)
      await expect.poll(() => parley.log.getByText(/asked for sound, and sent words alone/).count()).toBe(i + 1)
    }
    await parley.log
      .getByText(/drop_params is on/)
      .first()
      .waitFor()
    await openEditor()
    await app.page.getByText(/it was asked for sound (twice|\d+ times in a row) and sent none/).waitFor()
    await app.page.getByText('Streams replies.').waitFor()
    await forget()
  })
})

test('a reply that was cut at its longest is heard, kept and said to be incomplete', async () => {
  server.answerAlways('stopped-by-length')
  await parley.type('Tell me everything.')
  await expectReply()
  await parley.log.getByText('incomplete').waitFor()
})

test('a question to a server that never answers can be taken back and asked again', async () => {
  server.answerNext('hang')
  await parley.speak(500)
  await parley.phase('Sending')
  await expect.poll(() => server.requests.length).toBe(1)
  await app.page.keyboard.press('Escape')
  await parley.log.getByText('Stopped before a reply came.').waitFor()
  expect(await server.requests[0]?.ended).toBe('gone')
  const said = server.lastRecording()
  await parley.log.getByRole('button', { name: 'Retry' }).click()
  await expectReply()
  expect(server.requests).toHaveLength(2)
  expect(server.lastRecording()).toEqual(said)
})
