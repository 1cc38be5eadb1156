import { readFile, stat } from 'node:fs/promises'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { WAV_HEADER_BYTES } from '../../app/wav.ts'
import { failures } from '../../app/words/failures.ts'
import { DEFAULT_MODEL } from '../../main/endpoint/endpoint.ts'
import { FADE_SAMPLES } from '../../renderer/worklets/playout.ts'
import { startAnsweredApp } from '../helpers/answered-app.ts'
import { begunReply, type FaultName } from '../helpers/endpoint-faults.ts'
import { briefReply, codedSamples, type KnownReply, pcmOf } from '../helpers/known-reply.ts'
import { answerAt } from '../helpers/own-profile.ts'
import { openSocketWindow } from '../helpers/socket-window.ts'
import { withoutSilence } from '../helpers/sound-probe.ts'
import { type Reception, receptions, recordingIn, UploadServer } from '../helpers/upload-server.ts'

/* Whatever goes wrong, the turn says so in one sentence, nothing that was said or heard is lost, and the same is asked again. */

/** Long enough to break off. */
const long: KnownReply = { ...briefReply, samples: codedSamples(5000) }
const begun = begunReply(long)

const { server, app, parley, probe, renew, close } = await startAnsweredApp()
let filesBefore: string[]

afterAll(close)
beforeEach(async () => {
  await renew()
  server.reply = briefReply
  filesBefore = await app.soundFiles()
})

interface Told {
  sentence: (host: string) => string
  /** What is offered besides Delete. */
  offers: ('Retry' | 'Open settings' | 'Ask another model')[]
  /** Whether a recording may be asked by way of words instead. */
  isForHearing?: boolean
}

const byTime = (sentence: Told['sentence']): Told => ({ sentence, offers: ['Retry', 'Ask another model'] })
const bySettings = (sentence: Told['sentence']): Told => ({
  sentence,
  offers: ['Retry', 'Open settings', 'Ask another model'],
})
const troubled = (said: string) => byTime(host => failures.server_failed({ host, said: { name: 'said', said } }))
const source = 'OPENAI_API_KEY'
const [voice, model] = ['marin', DEFAULT_MODEL]

/** What a turn says when nothing came. */
const refusals = {
  'key refused': bySettings(host => failures.key_refused({ host, source })),
  'litellm expired key': bySettings(host => failures.key_expired({ host, source })),
  'region refused': bySettings(host =>
    failures.access_denied({ host, said: { name: 'said', said: 'Country, region, or territory not supported' } }),
  ),
  'litellm model denied': byTime(host => failures.model_denied({ host, model })),
  'model unknown': byTime(host => failures.model_unknown({ host, model })),
  'litellm unknown model': byTime(host => failures.model_unknown({ host, model })),
  'model without audio': { ...byTime(() => failures.model_without_audio({ model })), isForHearing: true },
  'voice refused': bySettings(() => failures.voice_refused({ voice })),
  'wrong path': bySettings(host => failures.endpoint_wrong_path({ host })),
  'wrong path told by FastAPI': bySettings(host => failures.endpoint_wrong_path({ host })),
  'web page': bySettings(host => failures.endpoint_html({ host })),
  'not http': bySettings(host => failures.endpoint_unreadable({ host })),
  'not json': bySettings(host => failures.endpoint_unreadable({ host })),
  redirect: bySettings(host => failures.endpoint_redirected({ host, to: 'http://127.0.0.1:9/v1' })),
  empty: byTime(host => failures.reply_empty({ host })),
  'no credit': bySettings(host => failures.quota_used_up({ host })),
  'litellm budget': bySettings(host => failures.quota_used_up({ host })),
  'too large for nginx': byTime(host => failures.too_large({ host })),
  'context too long': byTime(() => failures.context_too_long()),
  'content refused': byTime(() => failures.content_refused()),
} satisfies Partial<Record<FaultName, Told>>

/** Why a question waits, because that may pass by itself. */
const passing: Partial<Record<FaultName, string>> = {
  'slow down': 'asks to slow down',
  'server broken': 'has a problem of its own (500: The server had an error)',
}

/** What a turn says, besides what came of the reply. */
const breaks = {
  truncated: byTime(() => failures.cut_off()),
  'cut inside an event': byTime(() => failures.cut_off()),
  reset: byTime(() => failures.cut_off()),
  'closed in the middle': byTime(() => failures.cut_off()),
  'error in the middle': troubled('500: Boom'),
  'slow down in the middle': byTime(host => failures.rate_limited({ host })),
} satisfies Partial<Record<FaultName, Told>>

/** Waits until the turn has failed; it says exactly this and offers exactly that. */
async function expectFailure({ sentence, offers, isForHearing = false }: Told, isSpoken = false): Promise<void> {
  await parley.phase('Ready')
  await parley.log.getByText(sentence(new URL(server.baseUrl).host), { exact: true }).waitFor()
  const buttons = parley.log.locator('.failure .buttons').getByRole('button')
  const [retry, ...others] = offers
  const byWords = isSpoken && isForHearing ? ['Ask by way of words'] : []
  const saving = isSpoken ? ['Save audio'] : []
  const names = await buttons.evaluateAll(all =>
    all.map(button => button.getAttribute('aria-label') ?? button.textContent),
  )
  expect(names).toEqual([retry, ...byWords, ...others, ...saving, 'Delete'])
}

/** Presses Retry; waits until the whole reply has come, was heard and is on the disk. */
async function retry(): Promise<void> {
  await probe.reset()
  server.reply = briefReply
  await parley.log.getByRole('button', { name: 'Retry' }).click()
  await parley.answered(briefReply.words)
  await parley.heard(briefReply, probe)
  expect(await parley.log.locator('.failure').count()).toBe(0)
  const [kept = '', ...others] = await newFiles('-reply.wav')
  expect((await readFile(kept)).subarray(WAV_HEADER_BYTES).equals(pcmOf(briefReply))).toBe(true)
  expect(others).toEqual([])
}

/** Holds an answer before it breaks off. The returned function lets it go when everything before that is on the disk. */
function holdBreak(): () => Promise<void> {
  const gate = server.hold('break')
  server.reply = long
  return async () => {
    await gate.reached
    const wholeBytes = WAV_HEADER_BYTES + begun.pcm.byteLength
    await expect.poll(async () => sizeOf((await newFiles('-reply.wav.part'))[0])).toBe(wholeBytes)
    gate.release()
  }
}

/** Sound files that this test has made. */
async function newFiles(ending: string): Promise<string[]> {
  return (await app.soundFiles()).filter(file => file.endsWith(ending) && !filesBefore.includes(file))
}

/** Every request had the same body, byte for byte. */
function expectSameRequests(count: number): void {
  const [first, ...others] = server.requests.map(({ body }) => body)
  expect(others.map(body => body.equals(first ?? Buffer.alloc(0)))).toEqual(Array(count - 1).fill(true))
}

/* What each refusal says is seen below, and that Retry sends the same after each of them in `test/main/faults.test.ts`. */
describe('a refusal is said on the turn, and Retry asks the same and is answered', () => {
  test.for(['key refused', 'too large for nginx', 'no credit'] as const)('%s', async fault => {
    server.answerNext(fault)
    await parley.type('Are golden retrievers good family dogs?')
    await expectFailure(refusals[fault])
    await retry()
    expectSameRequests(2)
  })
})

describe('a refusal that may pass by itself is said on the turn, which is asked the same again and answered', () => {
  test.for(Object.entries(passing))('%s', async ([fault, why]) => {
    const [, gate] = [server.hold('headers'), server.hold('headers')].map((held, i) => {
      if (i === 0) held.release()
      return held
    })
    server.answerNext(fault as FaultName)
    await parley.type('Are golden retrievers good family dogs?')
    await parley.log.getByText(`Waiting to be sent. ${new URL(server.baseUrl).host} ${why}.`).waitFor()
    gate?.release()
    await parley.answered(briefReply.words)
    await parley.heard(briefReply, probe)
    expectSameRequests(2)
  })
})

describe('what came of a reply that breaks off is heard and kept, and Retry brings the whole', () => {
  test.for(['truncated', 'reset', 'error in the middle'] as const)('%s', async fault => {
    const breakOff = holdBreak()
    server.answerNext(fault)
    await parley.type('Are golden retrievers good family dogs?')
    await breakOff()
    await expectFailure(breaks[fault])
    await parley.log.getByText(begun.words, { exact: true }).waitFor()
    await parley.log.getByText('incomplete').waitFor()
    const [kept = ''] = await newFiles('-reply.wav')
    expect((await readFile(kept)).subarray(WAV_HEADER_BYTES).equals(begun.pcm)).toBe(true)
    const [heard, count] = [await probe.samples(), begun.pcm.byteLength / 2]
    expect(heard.slice(0, count)).toEqual(long.samples.slice(0, count))
    // When the end is late, the player fades out of what came.
    expect(heard.length - count).toBeLessThanOrEqual(FADE_SAMPLES)
    await retry()
    expectSameRequests(2)
  })
})

test('Retry while what came of a reply still sounds silences that, and the whole is heard', async () => {
  server.reply = { ...briefReply, samples: codedSamples(10 * 24_000) }
  server.answerNext('no end mark')
  await parley.type('Are golden retrievers good family dogs?')
  await parley.phase('Speaking')
  server.reply = briefReply
  await parley.log.getByRole('button', { name: 'Retry' }).click()
  await parley.answered(briefReply.words)
  await parley.phase('Ready')
  const spoken = withoutSilence(briefReply.samples)
  await expect.poll(async () => (await probe.samples()).slice(-spoken.length)).toEqual(spoken)
  expect(await probe.length()).toBeLessThan(5 * 24_000)
})

test('a reply that stalls can be ended, and what came of it is kept', async () => {
  const breakOff = holdBreak()
  server.answerNext('stall')
  await parley.type('Are golden retrievers good family dogs?')
  await breakOff()
  await app.page.keyboard.press('Escape')
  await parley.phase('Ready')
  expect(await server.requests[0]?.ended).toBe('gone')
  await parley.log.getByText(begun.words, { exact: true }).waitFor()
  await expect.poll(() => newFiles('-reply.wav')).toHaveLength(1)
  const [kept = ''] = await newFiles('-reply.wav')
  expect((await readFile(kept)).subarray(WAV_HEADER_BYTES).equals(begun.pcm)).toBe(true)
})

test('a recording meets every failure, stays on the disk as it was, and is sent again byte for byte', async () => {
  // What is too large is sent smaller first.
  const met = Object.entries({ ...refusals, ...breaks }).filter(([fault]) => fault !== 'too large for nginx')
  server.answerNext(...met.map(([fault]) => fault as FaultName))
  await parley.speak(500)
  for (const [index, [fault, told]] of met.entries()) {
    const breakOff = fault in breaks ? holdBreak() : null
    if (index > 0) await parley.log.getByRole('button', { name: 'Retry' }).click()
    await breakOff?.()
    await expect.poll(() => server.requests.length).toBe(index + 1)
    await expectFailure(told, true)
  }
  const [recording = ''] = await newFiles('-you.wav')
  // What went out first did so while it was spoken, before its length was known.
  const [spoken] = server.requests.splice(0, 1)
  expect(spoken?.headers['transfer-encoding']).toBe('chunked')
  await retry()
  expectSameRequests(met.length)
  const content = server.requests[0]?.json.messages.at(-1)?.content
  const [part] = typeof content === 'object' ? content : []
  expect(Buffer.from(part?.input_audio?.data ?? '', 'base64').equals(await readFile(recording))).toBe(true)
})

test('a recording that nobody could answer is saved as it is, and asked of somebody else', async () => {
  server.answerNext('model unknown')
  await parley.speak(500)
  await expectFailure(
    byTime(host => failures.model_unknown({ host, model })),
    true,
  )
  const [recording = ''] = await newFiles('-you.wav')
  const [download] = await Promise.all([
    app.page.waitForEvent('download'),
    parley.log.getByRole('button', { name: 'Save audio' }).click(),
  ])
  expect((await readFile(await download.path())).equals(await readFile(recording))).toBe(true)
  await parley.log.getByRole('button', { name: 'Ask another model' }).click()
  await app.page.getByRole('menuitem', { name: 'Practice partner' }).click()
  await expect.poll(() => parley.log.locator('.failure').count()).toBe(0)
  await parley.phase('Ready')
  expect((await newFiles('-reply.wav')).length).toBe(1)
  expect(server.requests).toHaveLength(1)
})

test('what a server does not take while it is spoken is sent as a whole at once, smaller the next time, and no more before it is whole', async () => {
  const strict = await new UploadServer().listen()
  const window = await openSocketWindow(app.host.url)
  const profileId = await answerAt(window.main, strict.baseUrl)
  const uploads = async () =>
    (await window.main.getStatus({})).profiles.find(({ id }) => id === profileId)?.learned?.uploads
  /** Asks aloud; returns in which ways what arrived was sent, and whether the whole came as it was kept. */
  const ask = async (count: number, reception: Reception) => {
    strict.arrivals.splice(0)
    strict.reception = reception
    const before = await app.soundFiles()
    await parley.speak(700)
    await expect.poll(() => parley.log.getByText('Heard.', { exact: true }).count()).toBe(count)
    const [kept = ''] = (await app.soundFiles()).filter(file => !before.includes(file))
    const whole = strict.questions.at(-1)
    const isAsKept = whole && recordingIn(whole).bytes.equals(await readFile(kept))
    // One way counts once: on a busy machine a kept connection may be gone when it is used, and the same is sent over a new one.
    const ways = strict.arrivals.map(({ isChunked }) => (isChunked ? 'as spoken' : 'whole'))
    return [...new Set(ways), isAsKept]
  }
  expect(await ask(1, receptions['takes 20 kB'])).toEqual(['as spoken', 'whole', true])
  expect(await uploads()).toMatchObject({ wav: 'too-large', mp3: null })
  expect(await ask(2, receptions['wants the length'])).toEqual(['as spoken', 'whole', true])
  expect(await uploads()).toMatchObject({ wav: 'too-large', mp3: 'length-required' })
  expect(await ask(3, receptions['wants the length'])).toEqual(['whole', true])
  await window.main.chooseProfile({ profileId: '' })
  await window.main.removeProfile({ profileId })
  await window.close()
  await strict.close()
})

async function sizeOf(file: string | undefined): Promise<number> {
  if (file === undefined) return 0
  const { size } = await stat(file).catch(() => ({ size: 0 }))
  return size
}
