import { stat } from 'node:fs/promises'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { SAMPLE_RATE_HZ } from '../../app/pcm.ts'
import { TRASH_MS } from '../../app/talk/talk-timing.ts'
import { startAnsweredApp } from '../helpers/answered-app.ts'
import { fixture } from '../helpers/app.ts'
import { ConversationPage } from '../helpers/conversation-page.ts'
import { withoutWorkers } from '../helpers/plain-wire.ts'
import { ProfilePage } from '../helpers/profile-page.ts'
import { pieceLikeness, readWavFile } from '../helpers/sound.ts'
import { probeSound } from '../helpers/sound-probe.ts'

/** How long the sentence is that the microphone says, and so much of it that one knows it again. */
const SPEECH_MS = 2900
const BEGINNING_MS = 1200

const { server, app, parley, probe, renew, close } = await startAnsweredApp()

afterAll(close)
beforeEach(renew)

const speech = readWavFile(fixture('golden-retriever.wav')).samples

describe('a question that is held', () => {
  const ways: Record<string, { saidMs: number; down: () => Promise<void>; up: () => Promise<void> }> = {
    'Space in the window, once Esc has left the message': {
      saidMs: SPEECH_MS,
      down: async () => {
        await app.page.getByRole('textbox', { name: 'Message' }).press('Escape')
        await app.page.keyboard.down('Space')
      },
      up: () => app.page.keyboard.up('Space'),
    },
    'the pointer on the button': {
      saidMs: BEGINNING_MS,
      down: async () => {
        await parley.talkButton.hover()
        await app.page.mouse.down()
      },
      up: () => app.page.mouse.up(),
    },
    'Enter on the button, which switches': {
      saidMs: BEGINNING_MS,
      down: () => parley.talkButton.press('Enter'),
      up: () => parley.talkButton.press('Enter'),
    },
    'the pointer slid up, which locks, and Space to send': {
      saidMs: BEGINNING_MS,
      down: async () => {
        await parley.talkButton.hover()
        await app.page.mouse.down()
        await parley.recorded(200)
        const box = await parley.talkButton.boundingBox()
        if (!box) throw new Error('the button is not shown')
        await app.page.mouse.move(box.x + box.width / 2, box.y - 60)
        await parley.phase('Recording, hands-free')
        await app.page.mouse.up()
      },
      up: () => app.page.keyboard.press('Space'),
    },
  }

  test.for(Object.entries(ways))('with %s is recorded, sent, answered, heard and kept', async ([, way]) => {
    await way.down()
    await parley.recorded(way.saidMs)
    // It is on its way before it is whole.
    await expect.poll(() => server.arrivals).toEqual(['question'])
    await way.up()
    await parley.answered(server.reply.words)
    await parley.heard(server.reply, probe)
    expect(server.requests.map(({ headers }) => headers['transfer-encoding'])).toEqual(['chunked'])
    const sent = server.lastRecording()
    const kept = (await parley.files('-you.wav')).map(file => readWavFile(file).samples)
    expect(kept).toContainEqual(sent)
    const likeness = pieceLikeness(speech.subarray(0, (way.saidMs * SAMPLE_RATE_HZ) / 1000), sent)
    // A busy machine takes some of it while the microphone opens and where it slips: `clipping.test.ts` and the tests of the recorder
    // show that nothing else is missing.
    expect(likeness.filter(one => one > 0.95).length).toBeGreaterThanOrEqual(3)
    const replies = await parley.files('-reply.wav')
    expect(readWavFile(replies.at(-1) ?? '').samples).toEqual(server.reply.samples)
    await tellsWhatItTook()
    await parley.phase('Ready')
  })
})

/** The turn says how soon its reply was heard, in order of what happened, and the diagnostics say it of the profile. */
async function tellsWhatItTook(): Promise<void> {
  await parley.log.getByRole('button', { name: /^What it took: \d+\.\d s to first sound$/ }).click()
  const told = await parley.log
    .getByText(/^First sample [\d,]+ ms after the key went down\. From letting go: /)
    .innerText()
  const [pressed = -1, ...after] = [...told.replaceAll(',', '').matchAll(/(-?\d+) ms/g)].map(([, ms]) => Number(ms))
  expect([told.match(/sent|begun|words|sound here|sound heard|all here/g)?.length, after.length]).toEqual([6, 6])
  expect(Math.min(pressed, ...after)).toBeGreaterThanOrEqual(0)
}

describe('sound goes around the page', () => {
  test('what is said goes on to the disk while the page is busy', async () => {
    const partSize = async () => {
      const path = (await app.soundFiles()).find(file => file.endsWith('.part'))
      return path ? (await stat(path)).size : 0
    }
    await app.page.keyboard.down('Space')
    await parley.recorded(500)
    const before = await partSize()
    const blocked = app.page.evaluate(() => {
      const until = performance.now() + 3000
      while (performance.now() < until);
      return 'still busy'
    })
    const grown = expect.poll(partSize).toBeGreaterThan(before + 24_000)
    expect(await Promise.race([grown.then(() => 'written meanwhile'), blocked])).toBe('written meanwhile')
    await blocked
    await app.page.keyboard.up('Space')
    await parley.answered(server.reply.words)
    const kept = (await parley.files('-you.wav')).map(file => readWavFile(file).samples)
    expect(kept).toContainEqual(server.lastRecording())
  })

  test('and through it where no worker is to be had: nothing is lost either', async () => {
    const page = await app.browser.newPage({ viewport: { width: 960, height: 680 } })
    const plainProbe = await probeSound(page)
    await withoutWorkers(page)
    await page.goto(app.host.url)
    const plain = new ConversationPage({ ...app, page })
    await plain.talkButton.waitFor()
    await plain.newConversation()
    await page.keyboard.down('Space')
    await plain.recorded(500)
    await page.keyboard.up('Space')
    await plain.answered(server.reply.words)
    await plain.heard(server.reply, plainProbe)
    const kept = (await plain.files('-you.wav')).map(file => readWavFile(file).samples)
    expect(kept).toContainEqual(server.lastRecording())
    const workers = [app.page, page].map(each => each.workers().length)
    await page.close()
    expect(workers).toEqual([1, 0])
  })
})

test('a double tap records hands-free until the next press', async () => {
  await parley.moveSpace('keydown', 'keyup', 'keydown', 'keyup')
  await parley.phase('Recording, hands-free')
  await parley.recorded(500)
  await app.page.keyboard.press('Space')
  await parley.answered(server.reply.words)
})

test('Escape while holding takes the recording back, Undo brings it again', async () => {
  await app.page.keyboard.down('Space')
  await parley.recorded(TRASH_MS)
  const box = app.page.getByRole('textbox', { name: 'Message' })
  await box.click()
  await app.page.keyboard.down('Space')
  expect(await box.inputValue()).toBe('')
  // Whether the system may show its menu, which would not let the page know of the release.
  const showsMenu = () =>
    box.evaluate(box => box.dispatchEvent(new Event('contextmenu', { bubbles: true, cancelable: true })))
  expect(await showsMenu()).toBe(false)
  await app.page.keyboard.press('Escape')
  await app.page.keyboard.up('Space')
  await parley.phase('Ready')
  expect(await showsMenu()).toBe(true)
  await app.page.getByRole('button', { name: 'Undo' }).click()
  await parley.log.getByRole('button', { name: 'Send' }).waitFor()
  expect(server.requests).toEqual([])
  await parley.log.getByRole('button', { name: 'Send' }).click()
  await parley.answered(server.reply.words)
})

test('Escape while hands-free asks once more before it takes the recording back', async () => {
  await parley.talkButton.press('Enter')
  await parley.recorded(500)
  await app.page.keyboard.press('Escape')
  await app.page.getByText('Press Esc again to discard').waitFor()
  await app.page.keyboard.press('Escape')
  await parley.phase('Ready')
  expect(server.requests).toEqual([])
})

test('losing the focus while holding keeps a draft that Enter sends', async () => {
  await app.page.keyboard.down('Space')
  await parley.recorded(500)
  await app.page.evaluate(() => dispatchEvent(new Event('blur')))
  await parley.log.getByText('Kept, because the window lost the key. Not sent yet.').waitFor()
  await app.page.keyboard.up('Space')
  expect(server.requests).toEqual([])
  await app.page.keyboard.press('Enter')
  await parley.answered(server.reply.words)
})

test('⌘ while holding keeps a draft on a Mac, which then tells of no release', async () => {
  const context = await app.browser.newContext({ userAgent: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)' })
  const page = await context.newPage()
  await page.goto(app.host.url)
  const mac = new ConversationPage({ ...app, page })
  await mac.talkButton.waitFor()
  await mac.newConversation()
  await page.keyboard.down('Space')
  await mac.recorded(400)
  await page.keyboard.down('Meta')
  await mac.log.getByText('Kept, because the release of the key was missed. Not sent yet.').waitFor()
  expect(server.requests).toEqual([])
  await context.close()
})

test('pressing again before the reply comes sends both recordings together', async () => {
  const gate = server.hold('headers')
  await parley.speak(500)
  await gate.reached
  await parley.speak(500)
  expect(await server.requests[0]?.ended).toBe('gone')
  gate.release()
  await parley.answered(server.reply.words)
  const parts = server.requests.at(-1)?.json.messages.flatMap(({ content }) => (Array.isArray(content) ? content : []))
  expect(parts?.filter(part => part?.type === 'input_audio')).toHaveLength(2)
})

// The next press within 400 ms of this one would be a double tap: what follows must not begin with one.
test('a tap sends nothing, keeps nothing and says how to talk', async () => {
  const before = await app.soundFiles()
  await parley.moveSpace('keydown', 'keyup')
  await app.page.getByText('Hold to talk. Double-tap to lock.').waitFor()
  expect(await app.soundFiles()).toEqual(before)
  expect(server.requests).toEqual([])
})

test('Toggle mode records from one press of Space to the next', async () => {
  await app.page.getByRole('button', { name: 'Settings' }).click()
  await app.page.getByRole('tab', { name: 'Talking' }).click()
  expect(await app.page.getByLabel('Send while you speak').inputValue()).toBe('60000')
  await app.page.getByRole('radio', { name: /Toggle/ }).check()
  await app.page.keyboard.press('Escape')
  await app.page.getByText('Press Space or the button').waitFor()
  await app.page.keyboard.press('Space')
  await parley.recorded(500)
  await app.page.keyboard.press('Space')
  await parley.answered(server.reply.words)
  // What was recorded was sent meanwhile, and its profile says so.
  await new ProfilePage(app.page).open()
  await app.page.getByRole('button', { name: `Edit ${new URL(server.baseUrl).host}` }).click()
  await app.page.getByText('Takes recordings while you speak, as WAV.').waitFor()
  await app.page.keyboard.press('Escape')
  await app.page.getByRole('dialog').waitFor({ state: 'detached' })
})
