import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { SAMPLE_RATE_HZ, samplesToPcm } from '../../app/pcm.ts'
import { openLibrary } from '../../main/library/open-library.ts'
import { type RunningApp, startApp } from '../helpers/app.ts'
import { ConversationPage } from '../helpers/conversation-page.ts'
import { codedSamples } from '../helpers/known-reply.ts'
import { newReply, newTurn } from '../helpers/library-folder.ts'

const BRIEF = codedSamples(0.4 * SAMPLE_RATE_HZ)
const LONG = codedSamples(40 * SAMPLE_RATE_HZ)
const SILENCE_FROM_MS = 1000
const SILENCE_TO_MS = 9000
const WITH_SILENCE = codedSamples(10 * SAMPLE_RATE_HZ).map((sample, i) => {
  const ms = (i * 1000) / SAMPLE_RATE_HZ
  return ms >= SILENCE_FROM_MS && ms < SILENCE_TO_MS ? 0 : sample
})

/** What was played. */
interface Played {
  audio: HTMLAudioElement | null
  /** The sounds in the order in which they were playing, each as often as it was begun. */
  sounds: string[]
  /** Every place the player was at, in milliseconds, frame by frame. */
  placesMs: number[]
}

let dataFolder: string
let app: RunningApp
let parley: ConversationPage

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'parley-replay-'))
  const library = openLibrary(dataFolder)
  addConversation(library, 'Two questions', [BRIEF, BRIEF], [BRIEF, BRIEF])
  addConversation(library, 'A long one', [LONG, BRIEF])
  addConversation(library, 'A pause', [WITH_SILENCE, BRIEF])
  const damaged = addConversation(library, 'A damaged one', [BRIEF, BRIEF])
  library.close()
  await writeFile(join(dataFolder, damaged), new Uint8Array(BRIEF.byteLength).fill(0xff))
  await writeFile(join(dataFolder, 'settings.json'), JSON.stringify({ setupDone: true }))
  app = await startApp({ dataFolder, beforeLoad: watchPlayer })
  parley = new ConversationPage(app)
})

afterAll(async () => {
  await app?.close()
  await rm(dataFolder, { recursive: true, force: true })
})

test('Escape closes the sidebar of a narrow window before it pauses what lies under it', async () => {
  await open('A long one')
  await app.page.setViewportSize({ width: 400, height: 680 })
  try {
    await playButton(1).click()
    const pause = parley.log.getByRole('button', { name: 'Pause recording' })
    await pause.waitFor()
    await app.page.getByRole('button', { name: 'Show conversations' }).click()
    await app.page.getByRole('button', { name: 'Hide conversations' }).waitFor()
    await app.page.keyboard.press('Escape')
    await app.page.getByRole('button', { name: 'Hide conversations' }).waitFor({ state: 'hidden' })
    expect(await pause.count()).toBe(1)
    await app.page.keyboard.press('Escape')
    await pause.waitFor({ state: 'hidden' })
  } finally {
    await app.page.setViewportSize({ width: 960, height: 680 })
  }
})

describe('the sounds of a conversation', () => {
  beforeEach(() => open('Two questions'))

  test('follow each other to the end, each recording before its reply', async () => {
    await app.page.getByRole('button', { name: 'Play conversation' }).click()
    await playedToEnd('reply 2')
    expect(await played(({ sounds }) => sounds)).toEqual(['recording 1', 'reply 1', 'recording 2', 'reply 2'])
  })

  test('are heard one by one, until they are told to play on', async () => {
    await playButton(1).click()
    await playedToEnd('recording 1')
    await app.page.getByRole('switch', { name: 'Play on' }).click()
    await app.page.keyboard.press('k')
    await playedToEnd('reply 2')
    await app.page.getByRole('switch', { name: 'Play on' }).click()
    const all = ['recording 1', 'recording 1', 'reply 1', 'recording 2', 'reply 2']
    expect(await played(({ sounds }) => sounds)).toEqual(all)
  })

  test('are gone through with the arrow keys', async () => {
    await playButton(1).click()
    await playedToEnd('recording 1')
    await app.page.keyboard.press('ArrowDown')
    await playedToEnd('reply 1')
    await app.page.keyboard.press('ArrowUp')
    await playedToEnd('recording 1')
    expect(await played(({ sounds }) => sounds)).toEqual(['recording 1', 'reply 1', 'recording 1'])
  })
})

describe('the keys of a long sound', () => {
  beforeEach(async () => {
    await open('A long one')
    await playButton(1).click()
    await expect.poll(() => played(({ audio }) => audio?.currentTime)).toBeGreaterThan(0)
    await app.page.keyboard.press('k')
    await playButton(1).waitFor()
  })

  test('L and J leap ten seconds, the arrows go five', async () => {
    const place = () => played(({ audio }) => audio?.currentTime ?? Number.NaN)
    const start = await place()
    const moved: number[] = []
    for (const key of ['l', 'l', 'j', 'ArrowRight', 'ArrowLeft', 'ArrowLeft']) {
      await app.page.keyboard.press(key)
      moved.push(Math.round(((await place()) - start) * 1000))
    }
    expect(moved).toEqual([10_000, 20_000, 10_000, 15_000, 10_000, 5000])
  })

  test('are letters where text is typed', async () => {
    const message = app.page.getByRole('textbox', { name: 'Message' })
    const before = await played(({ audio }) => audio?.currentTime)
    await message.pressSequentially('jkl')
    expect([await message.inputValue(), await played(({ audio }) => audio?.currentTime)]).toEqual(['jkl', before])
    await message.fill('')
  })
})

test('a silence is jumped over when that is wanted, and nothing of what is said around it', async () => {
  await open('A pause')
  await playButton(1).click()
  await app.page.getByRole('switch', { name: 'Skip silence' }).click()
  await playedToEnd('recording 1')
  const places = await played(({ placesMs }) => placesMs)
  const inside = (from: number, to: number) => places.filter(ms => ms > from && ms < to).length
  // The player is a little further when a frame looks at it.
  expect(inside(SILENCE_FROM_MS + 600, SILENCE_TO_MS - 300)).toBe(0)
  expect(inside(SILENCE_FROM_MS - 300, SILENCE_FROM_MS)).toBeGreaterThan(0)
  expect(inside(SILENCE_TO_MS - 150, SILENCE_TO_MS + 1000)).toBeGreaterThan(0)
})

test('a sound that is damaged is told of each time it is played, and one that breaks off does not count as playing', async () => {
  const failure = app.page.getByRole('alert')
  await open('A damaged one')
  for (const _ of ['once', 'again']) {
    await playButton(1).click()
    await failure.getByRole('button', { name: 'Dismiss' }).click()
  }
  await open('A long one')
  await playButton(1).click()
  const pause = parley.log.getByRole('button', { name: 'Pause recording' })
  await pause.waitFor()
  await app.page.evaluate(() =>
    (window as unknown as { played: Played }).played.audio?.dispatchEvent(new Event('error')),
  )
  await pause.waitFor({ state: 'hidden' })
  await failure.getByRole('button', { name: 'Dismiss' }).click()
})

async function open(title: string): Promise<void> {
  await parley.newConversation()
  await app.page.getByRole('list', { name: 'Conversations', exact: true }).getByText(title).click()
  await app.page.getByRole('heading', { name: title }).waitFor()
  await app.page.evaluate(() => Object.assign(window, { played: { audio: null, sounds: [], placesMs: [] } }))
}

/** The button that plays the recording of a turn. */
function playButton(place: number) {
  return parley.log
    .getByRole('article')
    .nth(place - 1)
    .getByRole('button', { name: 'Play recording' })
}

/** Waits until a sound has played to its end, and nothing plays. */
async function playedToEnd(sound: string): Promise<void> {
  await expect
    .poll(() => played(({ audio, sounds }) => [sounds.at(-1), audio?.paused, audio?.currentTime]))
    .toEqual([sound, true, 0])
}

function played<Result>(read: (played: Played) => Result): Promise<Result> {
  return app.page.evaluate(`(${read.toString()})(window.played)`) as Promise<Result>
}

/** Notes, in the page, what its player plays. Call before the page loads. */
async function watchPlayer(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Object.assign(window, { played: { audio: null, sounds: [], placesMs: [] } })
    const noted = () => (window as unknown as { played: Played }).played
    const { play } = HTMLMediaElement.prototype
    HTMLMediaElement.prototype.play = function (this: HTMLAudioElement) {
      noted().audio = this
      return play.call(this)
    }
    let now = ''
    // Brief sounds may come and go between two frames.
    new MutationObserver(() => {
      const last = now
      const pause = document.querySelector('[role=log] [aria-label^="Pause "]')
      const side = pause?.getAttribute('aria-label')?.replace('Pause ', '')
      now = pause ? `${side} ${pause.closest('article')?.ariaPosInSet}` : ''
      if (now !== '' && now !== last) noted().sounds.push(now)
    }).observe(document, { subtree: true, childList: true, attributeFilter: ['aria-label'] })
    const look = () => {
      requestAnimationFrame(look)
      const { audio, placesMs } = noted()
      if (now !== '' && audio) placesMs.push(audio.currentTime * 1000)
    }
    requestAnimationFrame(look)
  })
}

/** Returns the file of its last recording. */
function addConversation(
  library: ReturnType<typeof openLibrary>,
  title: string,
  ...turns: [recording: Int16Array, reply: Int16Array][]
): string {
  const conversationId = randomUUID()
  let last = ''
  for (const [recording, reply] of turns) {
    const { id } = library.createTurn(newTurn({ conversationId, text: title }))
    for (const [side, samples] of [
      ['recording', recording],
      ['reply', reply],
    ] as const) {
      const file = library.createSoundFile(id, side)
      file.append(samplesToPcm(samples))
      file.finish()
    }
    const turn = library.changeTurn(id, { status: 'answered', reply: newReply({ words: 'Yes.' }) })
    last = turn.recording?.file ?? ''
  }
  return last
}
