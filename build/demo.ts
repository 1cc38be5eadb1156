import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { decode } from '@msgpack/msgpack'
import type { Page } from '@playwright/test'
import type { Turn } from '../app/conversation.ts'
import { buildAll, outFolder, root } from './bundles.ts'
import { launchChromium, microphoneFromFile } from './chromium.ts'
import { type HostProcess, startHostProcess } from './host-process.ts'
import { readScriptArguments } from './script-arguments.ts'

const QUESTION = {
  file: join(root, 'test', 'fixtures', 'golden-retriever.wav'),
  words: 'Is a golden retriever a good family dog?',
  /** How long the key is held: the question, and the moment that a microphone takes to open. */
  heldMs: 3100,
}
const REPLY_AWAITED_MS = 120_000
const usage = `One spoken turn without microphone or display: a recorded question, a real Chromium, a reply that is heard.

npm run demo -- [--endpoint URL] [--model NAME] [--key-env NAME]

  --endpoint URL  ask this server instead of the built-in practice partner
  --model NAME    the model to ask for
  --key-env NAME  the variable with the key (default: LITELLM_PROXY_KEY, else OPENAI_API_KEY)`

const { values } = readScriptArguments(usage, {
  options: { endpoint: { type: 'string' }, model: { type: 'string', default: '' }, 'key-env': { type: 'string' } },
})
try {
  await run(values.endpoint, values.model, values['key-env'])
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

async function run(endpoint: string | undefined, model: string, keyVariable: string | undefined): Promise<void> {
  await buildAll()
  await mkdir(join(outFolder, 'demo'), { recursive: true })
  const dataFolder = await mkdtemp(join(outFolder, 'demo', 'turn-'))
  await writeFile(join(dataFolder, 'settings.json'), JSON.stringify({ setupDone: true, fromEnvironment: { model } }))
  const key = keyVariable ? process.env[keyVariable] : (process.env.LITELLM_PROXY_KEY ?? process.env.OPENAI_API_KEY)
  const environment = endpoint ? { LITELLM_PROXY_BASE: endpoint, ...(key ? { LITELLM_PROXY_KEY: key } : {}) } : {}
  const browser = await launchChromium(microphoneFromFile(QUESTION.file))
  let host: HostProcess | null = null
  try {
    const startedAt = performance.now()
    host = await startHostProcess({ dataFolder, environment })
    const page = await browser.newPage({ viewport: { width: 960, height: 680 } })
    await talk(page, host, dataFolder, startedAt)
  } finally {
    await browser.close()
    await host?.stop()
  }
}

/** Holds Space while the question plays into the microphone, waits for the end of the reply, and prints what happened when. */
async function talk(page: Page, host: HostProcess, dataFolder: string, startedAt: number): Promise<void> {
  const times: [step: string, ms: number][] = []
  let turn: Turn | null = null
  const { promise: failed, reject: fail } = Promise.withResolvers<never>()
  // A failure is reported where the result is awaited.
  failed.catch(() => undefined)
  // Playwright sees what passes through the socket only if the socket is in the page, not in a worker.
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'Worker'))
  page.on('websocket', socket =>
    socket.on('framereceived', ({ payload }) => {
      const [name, news] = decode(Buffer.from(payload)) as [unknown, { turn: Turn }]
      if (name !== 'turnChanged') return
      turn = news.turn
      // A question that waits for its server may wait for ever.
      if (!turn.reply && turn.failure) fail(new Error(turn.failure.message))
    }),
  )
  await page.goto(host.url)
  await page.getByRole('button', { name: 'Hold to talk' }).waitFor()
  times.push(['start → talk button', performance.now() - startedAt])

  const keyDownAt = performance.now()
  await page.keyboard.down('Space')
  await phase(page, /^Recording$/)
  times.push(['key down → recording', performance.now() - keyDownAt])
  await page.waitForTimeout(QUESTION.heldMs - (performance.now() - keyDownAt))
  const keyUpAt = performance.now()
  await page.keyboard.up('Space')
  await Promise.race([phase(page, /^(Speaking|Ready)$/), failed])
  times.push(['key up → first sound', performance.now() - keyUpAt])
  await page.screenshot({ path: join(outFolder, 'demo', 'window.png') })
  await phase(page, /^Ready$/)
  times.push(['key up → heard to the end', performance.now() - keyUpAt])
  report(turn, dataFolder, times)
}

async function phase(page: Page, words: RegExp): Promise<void> {
  await page.getByRole('status').and(page.getByText(words)).waitFor({ timeout: REPLY_AWAITED_MS })
}

function report(turn: Turn | null, dataFolder: string, times: [step: string, ms: number][]): void {
  if (!turn?.reply) throw new Error(turn?.failure?.message ?? 'No reply came.')
  const { reply, recording } = turn
  const { sentMs, headersMs, firstWordsMs, firstSoundMs, endMs } = reply.times
  const requested: [string, number | null][] = [
    ['request → sent', sentMs],
    ['request → answered', headersMs],
    ['request → first words', firstWordsMs],
    ['request → first sound', firstSoundMs],
    ['request → reply complete', endMs],
  ]
  console.log(`Said      “${QUESTION.words}”`)
  console.log(`Answered  “${reply.words}” (${reply.model}, voice ${reply.voice})`)
  for (const [step, ms] of [...times, ...requested]) {
    if (ms !== null) console.log(`          ${`${Math.round(ms)} ms`.padStart(9)}  ${step}`)
  }
  for (const sound of [recording, reply.sound]) {
    if (!sound) continue
    const seconds = (sound.durationMs / 1000).toFixed(1)
    console.log(`Kept      ${relative(process.cwd(), join(dataFolder, sound.file))} (${seconds} s)`)
  }
  console.log(`Picture   ${relative(process.cwd(), join(outFolder, 'demo', 'window.png'))}`)
  if (turn.failure) throw new Error(turn.failure.message)
}
