import { open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator } from '@playwright/test'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ATTACHMENT_BYTES_LIMIT, TEXT_LIMIT } from '../../app/limits.ts'
import { DEBOUNCE_MS } from '../../app/talk/talk-timing.ts'
import { fixture, type RunningApp, startApp } from '../helpers/app.ts'
import { ConversationPage } from '../helpers/conversation-page.ts'
import { type EndpointServer, startEndpointServer } from '../helpers/endpoint-server.ts'
import { briefReply, codedSamples } from '../helpers/known-reply.ts'

/** Heard for longer than any test goes on. */
const minute = { ...briefReply, samples: codedSamples(60 * 24_000) }

let server: EndpointServer
let app: RunningApp
let parley: ConversationPage

beforeAll(async () => {
  server = await startEndpointServer({ reply: briefReply })
  app = await startApp({ environment: { OPENAI_BASE_URL: server.baseUrl, OPENAI_API_KEY: 'none' } })
  parley = new ConversationPage(app)
})

beforeEach(() => parley.newConversation())

afterEach(async () => {
  server.reset()
  server.reply = briefReply
  // A key that a failed test was holding would begin nothing in the next one.
  await app.page.keyboard.up('Space')
})

afterAll(async () => {
  await app?.close()
  await server?.close()
})

const message = () => app.page.getByRole('textbox', { name: 'Message' })

async function ask(text: string): Promise<void> {
  await parley.type(text)
  await parley.answered(server.reply.words)
  await parley.phase('Ready')
}

async function attach(): Promise<void> {
  await app.page.locator('input[type=file]').setInputFiles(fixture('what-is-in-this-recording-48k-stereo.wav'))
  await app.page.getByRole('region', { name: 'Talk and type' }).getByText('0:07').waitFor()
}

describe('a stored sound', () => {
  const play = () => app.page.getByRole('button', { name: 'Play recording' })
  const pause = () => app.page.getByRole('button', { name: 'Pause recording' })
  const slider = () => app.page.getByRole('slider', { name: 'Position in recording' })
  const place = async () => Number(await slider().getAttribute('aria-valuenow'))

  // Seven seconds: nothing below takes so long that it would end by itself.
  beforeEach(async () => {
    await attach()
    await ask('What is in this recording?')
  })

  test('plays from where a key puts it, pauses there, and is ready again after its end', async () => {
    await slider().press('ArrowRight')
    await pause().click()
    const paused = await place()
    expect(paused).toBeGreaterThanOrEqual(1000)
    await play().click()
    await pause().waitFor()
    await slider().press('End')
    await play().waitFor()
    expect(await place()).toBe(0)
  })

  test('plays from where the pointer puts it', async () => {
    const box = await slider().boundingBox()
    if (!box) throw new Error('there is no waveform')
    await slider().click({ position: { x: box.width / 2, y: 10 } })
    await pause().click()
    const total = Number(await slider().getAttribute('aria-valuemax'))
    expect(await place()).toBeGreaterThanOrEqual(total * 0.45)
  })

  test('falls silent at Escape', async () => {
    await play().click()
    await pause().waitFor()
    await app.page.keyboard.press('Escape')
    await play().waitFor()
  })

  test('that was paused does not keep the next answers out of view', async () => {
    await play().click()
    await pause().click()
    for (const question of ['Who speaks?', 'What about?', 'How long?']) await ask(question)
    const rest = await parley.log.evaluate(log => log.scrollHeight - log.clientHeight - log.scrollTop)
    expect(rest).toBeLessThanOrEqual(1)
  })

  test('falls silent when the user talks', async () => {
    await play().click()
    await pause().waitFor()
    await app.page.keyboard.down('Space')
    await play().waitFor()
    await app.page.keyboard.press('Escape')
    await app.page.keyboard.up('Space')
  })
})

test('Retry asks again with the same question, and its reply is heard', async () => {
  server.answerNext('key refused')
  await parley.type('Is a golden retriever a good family dog?')
  await parley.log.getByText('refused the key').waitFor()
  await parley.phase('Ready')
  server.reply = minute
  await parley.log.getByRole('button', { name: 'Retry' }).click()
  await parley.phase('Speaking')
  await app.page.keyboard.press('Escape')
  await parley.answered(server.reply.words)
  await parley.phase('Ready')
  const asked = server.requests.map(({ json }) => json.messages.at(-1)?.content)
  expect(asked[1]).toEqual(asked[0])
})

describe('an attached file', () => {
  test('goes along with the words, and the chip is gone', async () => {
    await attach()
    await ask('What is in this recording?')
    const parts = server.requests.at(-1)?.json.messages.at(-1)?.content
    expect(Array.isArray(parts) ? parts.map(part => part?.type).sort() : parts).toEqual(['input_audio', 'text'])
    expect(await app.page.getByRole('button', { name: 'Remove' }).count()).toBe(0)
  })

  /** Attaches a file and presses Enter in the same instant, in which nothing of it can have been read. */
  async function attachAndEnter(file: Parameters<Locator['setInputFiles']>[0]): Promise<void> {
    const picker = app.page.locator('input[type=file]')
    await picker.evaluate(input => {
      const press = () => {
        const enter = { key: 'Enter', bubbles: true, cancelable: true }
        document.querySelector('textarea')?.dispatchEvent(new KeyboardEvent('keydown', enter))
      }
      input.addEventListener('change', press, { once: true })
    })
    await picker.setInputFiles(file)
  }

  test('goes along as soon as it is read when Enter is pressed before', async () => {
    await message().fill('What is in this recording?')
    await attachAndEnter(fixture('what-is-in-this-recording-48k-stereo.wav'))
    await parley.answered(server.reply.words)
    await parley.phase('Ready')
    const parts = server.requests.at(-1)?.json.messages.at(-1)?.content
    expect(Array.isArray(parts) ? parts.map(part => part?.type).sort() : parts).toEqual(['input_audio', 'text'])
    expect(await message().inputValue()).toBe('')
  })

  test('that cannot be read gives the words back that waited for it', async () => {
    await message().fill('What is in this recording?')
    await attachAndEnter({ name: 'notes.wav', mimeType: 'audio/wav', buffer: Buffer.from('Notes, not sound.') })
    await app.page.getByRole('alert').getByText('is not a sound').waitFor()
    expect([await message().inputValue(), server.requests.length]).toEqual(['What is in this recording?', 0])
    await message().fill('')
    await app.page.getByRole('button', { name: 'Dismiss' }).click()
  })

  test('that is too large is refused before anything of it is read', async () => {
    const large = join(tmpdir(), `parley-large-${process.pid}.wav`)
    const file = await open(large, 'w')
    await file.truncate(ATTACHMENT_BYTES_LIMIT + 1)
    await file.close()
    try {
      await app.page.locator('input[type=file]').setInputFiles(large)
      await app.page.getByRole('alert').getByText('Cut it into shorter pieces').waitFor()
      await app.page.getByRole('button', { name: 'Dismiss' }).click()
      expect(await app.page.getByRole('alert').count()).toBe(0)
    } finally {
      await rm(large)
    }
  })
})

test('a microphone test ends when its page is left', async () => {
  const openPage = async () => {
    await app.page.keyboard.press('Control+,')
    await app.page.getByRole('tab', { name: 'Microphone & speaker' }).click()
  }
  await openPage()
  await app.page.getByRole('button', { name: 'Test microphone' }).click()
  await app.page.getByText('Speak now').waitFor()
  await app.page.keyboard.press('Escape')
  await openPage()
  await app.page.getByText('Records three seconds and plays them back.').waitFor()
  await app.page.keyboard.press('Escape')
})

test('the licences of what Parley is made with are a press away', async () => {
  const { page } = app
  await page.getByRole('button', { name: 'Settings', exact: true }).click()
  await page.getByRole('tab', { name: 'About' }).click()
  const title = 'Licences of what Parley is made with'
  await page.locator('summary', { hasText: title }).click()
  await expect.poll(() => page.getByRole('textbox', { name: title }).inputValue()).toMatch(/^LAME, in WebAssembly/m)
  await page.keyboard.press('Escape')
})

test('a message that is too long stays where it was written', async () => {
  const long = 'x'.repeat(TEXT_LIMIT + 1)
  await parley.type(long)
  await app.page.getByRole('alert').getByText('Shorten it').waitFor()
  expect([await message().inputValue(), server.requests.length]).toEqual([long, 0])
  await message().fill('')
  await app.page.getByRole('button', { name: 'Dismiss' }).click()
})

test('a reply falls silent when its conversation is deleted', async () => {
  server.reply = minute
  await parley.type('Tell me everything about retrievers.')
  await parley.phase('Speaking')
  await app.page.getByRole('button', { name: 'Conversation menu' }).click()
  await app.page.getByRole('menuitem', { name: 'Delete' }).click()
  await parley.phase('Ready')
})

test('a reply that was arriving before a reload can be stopped', async () => {
  server.reply = minute
  const gate = server.hold('end')
  await parley.type('Tell me everything about retrievers.')
  await gate.reached
  await parley.phase('Speaking')
  await app.page.reload()
  await app.page.getByRole('list', { name: 'Conversations', exact: true }).getByRole('button').first().click()
  await app.page.getByRole('button', { name: 'Stop reply' }).click()
  await parley.answered(server.reply.words)
  expect(await server.requests.at(-1)?.ended).toBe('gone')
})

test('a question asked in one conversation takes none along from another', async () => {
  const gate = server.hold('headers')
  await parley.type('Which toys do they like?')
  await gate.reached
  await parley.newConversation()
  await ask('Is a golden retriever a good family dog?')
  gate.release()
  await app.page.getByRole('list', { name: 'Conversations', exact: true }).getByText('Which toys').first().click()
  await parley.answered(server.reply.words)
})

test('a question that waits for the next one can be sent when that is cancelled', async () => {
  const gate = server.hold('headers')
  await parley.speak(500)
  await gate.reached
  await app.page.keyboard.down('Space')
  await parley.log.getByText('Goes along with the next question').waitFor()
  await app.page.keyboard.press('Escape')
  await app.page.keyboard.up('Space')
  gate.release()
  await parley.log.getByRole('button', { name: 'Send it now' }).click()
  await parley.answered(server.reply.words)
  await parley.phase('Ready')
})

test('Escape stops the reply, and leaves the draft alone that has the focus', async () => {
  await app.page.keyboard.down('Space')
  await parley.recorded(500)
  await app.page.evaluate(() => dispatchEvent(new Event('blur')))
  await parley.log.getByRole('button', { name: 'Discard' }).waitFor()
  await app.page.keyboard.up('Space')
  server.reply = minute
  // A press that follows sooner is contact bounce.
  await app.page.evaluate(ms => new Promise(resolve => setTimeout(resolve, ms)), 2 * DEBOUNCE_MS)
  await parley.speak(500)
  await parley.phase('Speaking')
  await app.page.keyboard.press('Escape')
  await parley.phase('Ready')
  await app.page.keyboard.press('Escape')
  await app.page.getByText('Recording discarded').waitFor()
})

test('a conversation is not deleted while it is being recorded', async () => {
  const menu = app.page.getByRole('button', { name: 'Conversation menu' })
  const remove = app.page.getByRole('menuitem', { name: 'Delete' })
  await app.page.keyboard.down('Space')
  await parley.recorded(500)
  await menu.click()
  expect(await remove.getAttribute('aria-disabled')).toBe('true')
  await remove.press('Escape')
  await app.page.keyboard.up('Space')
  await parley.answered(server.reply.words)
  await parley.phase('Ready')
  await menu.click()
  expect(await remove.getAttribute('aria-disabled')).toBeNull()
  await remove.press('Escape')
})

test('a question can be asked once more, and its first answer stays', async () => {
  await ask('Is a golden retriever a good family dog?')
  server.reply = { ...briefReply, words: 'As I said: yes.' }
  await parley.log.getByRole('button', { name: 'Say again' }).click()
  await parley.answered(server.reply.words)
  await parley.phase('Ready')
  const asked = server.requests.map(({ json }) => json.messages.at(-1)?.content)
  expect(asked[1]).toEqual(asked[0])
  expect(await parley.log.getByText(briefReply.words).count()).toBe(1)
})

test('a deleted turn can be taken back', async () => {
  await ask('Is a golden retriever a good family dog?')
  await parley.log.getByRole('button', { name: 'Turn menu' }).click()
  await app.page.getByRole('menuitem', { name: 'Delete question and reply' }).click()
  await expect.poll(() => parley.log.getByRole('article').count()).toBe(0)
  await app.page.getByRole('button', { name: 'Undo' }).click()
  await parley.log.getByText(server.reply.words).waitFor()
})

test('when a turn is deleted, the one that takes its place has the focus, or else the one before', async () => {
  await ask('Is a golden retriever a good family dog?')
  await ask('And with children?')
  await ask('And with cats?')
  const deleteTurn = async (text: string) => {
    await parley.choose(
      parley.log.getByRole('article').filter({ hasText: text }).getByRole('button', { name: 'Turn menu' }),
      'Delete question and reply',
    )
    await parley.log.getByText(text).waitFor({ state: 'hidden' })
  }
  const focused = parley.log.locator('article:focus')
  await deleteTurn('And with children?')
  await focused.getByText('And with cats?').waitFor()
  await deleteTurn('And with cats?')
  await focused.getByText('Is a golden retriever').waitFor()
})

test('a lost connection is said once, nothing that needs it can be pressed, and what was typed stays', async () => {
  await app.host.stop()
  await app.page.getByRole('alert').getByText('lost its connection').waitFor()
  expect(await parley.talkButton.isDisabled()).toBe(true)
  await app.page.keyboard.press('Space')
  expect(await app.page.getByRole('alert').count()).toBe(1)
  await message().fill('Not lost')
  await app.page.getByRole('button', { name: 'Reconnect' }).click()
  await app.page.getByRole('alert').getByText('does not answer').waitFor()
  expect(await message().inputValue()).toBe('Not lost')
})
