import { statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { DraftReason, Turn } from '../../app/conversation.ts'
import { WAV_HEADER_BYTES } from '../../app/wav.ts'
import { failures } from '../../app/words/failures.ts'
import { launchChromium, microphoneFromFile } from '../../build/chromium.ts'
import { startAnsweredApp } from '../helpers/answered-app.ts'
import { fixture } from '../helpers/app.ts'
import { ConversationPage } from '../helpers/conversation-page.ts'
import { openSocketWindow } from '../helpers/socket-window.ts'
import { readWavFile } from '../helpers/sound.ts'
import { probeSound } from '../helpers/sound-probe.ts'

const { server, app, parley, probe, renew, close } = await startAnsweredApp({ beforeLoad: rememberTracks })
/** Reads what the host keeps, and changes what no page offers. */
const observer = await openSocketWindow(app.host.url)

afterAll(async () => {
  await observer.close()
  await close()
})

beforeEach(async () => {
  await renew()
  for (const { id } of await observer.main.listDrafts({}))
    await observer.main.trashTurn({ turnId: id, kind: 'discarded' })
})

describe('a microphone that cannot be had', () => {
  const machines: Record<string, { switches: string[]; says: string }> = {
    'is not there': {
      switches: ['--use-fake-ui-for-media-stream', '--disable-audio-input'],
      says: failures.microphone_missing(),
    },
    'is not allowed': {
      switches: ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream=deny'],
      says: failures.microphone_denied(),
    },
  }

  test.for(Object.entries(machines))('%s: it is said, nothing is kept, and typing works', async ([, machine]) => {
    await withWindow(machine.switches, async (page, there) => {
      const before = await app.soundFiles()
      await page.keyboard.down('Space')
      await page.getByRole('alert').getByText(machine.says, { exact: true }).waitFor()
      await page.keyboard.up('Space')
      await there.phase('The microphone cannot be used')
      await page.getByRole('alert').getByRole('button', { name: 'Change microphone' }).waitFor()
      expect(await app.soundFiles()).toEqual(before)
      expect(await observer.main.listDrafts({})).toEqual([])
      await there.type('Can you read me?')
      await there.answered(server.reply.words)
    })
  })
})

test('a microphone that is unplugged in the middle leaves a draft of all that came before', async () => {
  await app.page.keyboard.down('Space')
  await parley.recorded(500)
  const soFar = await samplesBeingRecorded()
  await app.page.evaluate(() => {
    // The system ends a track without being asked: it stops, and the event comes.
    for (const track of (window as unknown as { tracks: MediaStreamTrack[] }).tracks) {
      track.stop()
      track.dispatchEvent(new Event('ended'))
    }
  })
  await app.page.getByRole('alert').getByText(failures.microphone_unplugged()).waitFor()
  await app.page.keyboard.up('Space')
  await parley.phase('The microphone cannot be used')
  await expectDraft('microphone-lost', soFar)
  await parley.log.getByText('Kept up to the moment the microphone was lost. Not sent yet.').waitFor()
  await parley.log.getByRole('button', { name: 'Send', exact: true }).click()
  await parley.answered(server.reply.words)
})

test('silence is kept and not sent, unless it is sent anyway', async () => {
  await withWindow(microphoneFromFile(fixture('silence-3s.wav')), async (page, there) => {
    await there.speak(500)
    await there.log.getByText(/^No sound from \S/).waitFor()
    const draft = await expectDraft('silent')
    await there.log.getByText(`No sound from ${draft.microphone}`, { exact: true }).waitFor()
    await there.log.getByRole('button', { name: 'Play recording' }).click()
    await there.log.getByRole('button', { name: 'Change microphone' }).click()
    await page.getByRole('tab', { name: 'Microphone & speaker', selected: true }).waitFor()
    await page.keyboard.press('Escape')
    expect(server.requests).toEqual([])
    await there.log.getByRole('button', { name: 'Send anyway' }).click()
    await there.answered(server.reply.words)
    expect(server.lastRecording()).toEqual((await kept(draft)).samples)
  })
})

test('the longest recording becomes a draft and is not sent, however long the key is held', async () => {
  await observer.main.changeSettings({ talk: { longestMs: 1000 } })
  await app.page.keyboard.down('Space')
  await parley.log.getByText('Kept, because the longest recording was reached. Not sent yet.').waitFor()
  await parley.phase('Ready')
  // What a held key sends on: it must not begin a new recording.
  await app.page.keyboard.down('Space')
  await app.page.keyboard.up('Space')
  await parley.phase('Ready')
  await observer.main.changeSettings({ talk: { longestMs: 300_000 } })
  expect((await expectDraft('too-long')).recording?.durationMs).toBeGreaterThan(500)
  expect(server.requests).toEqual([])
})

test('a page that is reloaded in the middle leaves a draft of all that came before', async () => {
  await app.page.keyboard.down('Space')
  await parley.recorded(500)
  const soFar = await samplesBeingRecorded()
  await app.page.reload()
  await app.page.getByRole('button', { name: 'Drafts (1)' }).click()
  await app.page.getByText('Kept, because the window closed. Not sent yet.').waitFor()
  await app.page.keyboard.up('Space')
  await expectDraft('window-closed', soFar)
  await app.page.getByRole('button', { name: 'Send', exact: true }).click()
  await parley.answered(server.reply.words)
})

test('two windows show the same turns, sound where one asked, and record at once without mixing', async () => {
  const page = await app.browser.newPage({ viewport: { width: 960, height: 680 } })
  const otherProbe = await probeSound(page)
  const other = await openWindow(page)
  await parley.speak(500)
  await parley.answered(server.reply.words)
  await parley.phase('Ready')
  await probe.reset()
  await page.getByRole('list', { name: 'Conversations', exact: true }).getByRole('button').first().click()
  await other.answered(server.reply.words)
  await parley.type('And cats?')
  await expect.poll(() => other.log.getByText(server.reply.words).count()).toBe(2)
  await parley.heard(server.reply, probe)
  expect(await otherProbe.length()).toBe(0)

  for (const there of [parley, other]) await there.talkButton.press('Enter')
  const sizes = async () => (await parley.files('-you.wav.part')).map(file => statSync(file).size)
  await expect.poll(async () => (await sizes()).filter(size => size > 24_000).length).toBe(2)
  for (const there of [parley, other]) await there.talkButton.press('Enter')
  await other.heard(server.reply, otherProbe)
  const [conversation] = await observer.main.listConversations({ before: null, limit: 50 })
  const turns = async () => (await observer.main.openConversation({ conversationId: conversation?.id ?? '' })).turns
  await expect.poll(async () => (await turns()).map(({ status }) => status)).toEqual(Array(4).fill('answered'))
  const spoken = (await turns()).filter(({ recording }) => recording !== null)
  for (const there of [parley, other]) {
    await expect.poll(() => there.log.getByRole('button', { name: 'Play recording' }).count()).toBe(3)
  }
  expect(spoken.map(({ recording }) => (recording?.bytes ?? 0) > 24_000)).toEqual([true, true, true])
  await page.close()
})

/** Opens one more window of the host, in a Chromium of its own. */
async function withWindow(switches: string[], use: (page: Page, there: ConversationPage) => Promise<void>) {
  const browser = await launchChromium(switches)
  try {
    const page = await browser.newPage({ viewport: { width: 960, height: 680 } })
    await use(page, await openWindow(page))
  } finally {
    await browser.close()
  }
}

async function openWindow(page: Page): Promise<ConversationPage> {
  await page.goto(app.host.url)
  const there = new ConversationPage({ ...app, page })
  await there.talkButton.waitFor()
  return there
}

/** Keeps the microphone's tracks where a test can end them. */
async function rememberTracks(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const tracks: MediaStreamTrack[] = []
    Object.assign(window, { tracks })
    const { mediaDevices } = navigator
    const getUserMedia = mediaDevices.getUserMedia.bind(mediaDevices)
    mediaDevices.getUserMedia = async constraints => {
      const stream = await getUserMedia(constraints)
      tracks.push(...stream.getTracks())
      return stream
    }
  })
}

async function samplesBeingRecorded(): Promise<Buffer> {
  const [part = ''] = await parley.files('-you.wav.part')
  return (await readFile(part)).subarray(WAV_HEADER_BYTES)
}

/** Waits for the one draft there is, and compares its beginning with what was in its file before. */
async function expectDraft(reason: DraftReason, soFar: Buffer = Buffer.alloc(0)): Promise<Turn> {
  await expect.poll(async () => (await observer.main.listDrafts({})).length).toBe(1)
  const [draft] = await observer.main.listDrafts({})
  if (!draft) throw new Error('there is no draft')
  expect(draft.draftReason).toBe(reason)
  const { samples } = await kept(draft)
  const beginning = Buffer.from(samples.buffer, samples.byteOffset, soFar.byteLength)
  expect(beginning.equals(soFar)).toBe(true)
  return draft
}

async function kept({ recording }: Turn) {
  const [file = ''] = (await app.soundFiles()).filter(path => path.endsWith(recording?.file ?? '?'))
  return readWavFile(file)
}
