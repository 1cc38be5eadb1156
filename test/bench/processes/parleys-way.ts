// Parley's way, by the assistant that every host opens: every batch goes into its file as it comes, and out to the server where
// recordings are sent while they are spoken; at key-up the file is finished and what is left of the request written. Arguments: seconds of
// speech, base URL, and how, as JSON of `ParleysWay`.
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { newProfile, type Profile } from '../../../app/profiles/profiles.ts'
import { openAssistant } from '../../../main/assistant.ts'
import { openKeptSecrets } from '../../../main/secrets/kept-secrets.ts'
import { noteKeyUp } from './key-up.ts'
import { watchPeakMemory } from './peak-memory.ts'
import { speechBatches } from './speech-batches.ts'

/** How a recording is made and sent. */
export interface ParleysWay {
  upload?: Profile['upload']
  /** Whether it goes out while it is spoken; else when it is whole. */
  isSentEarly?: boolean
  /** How many times as fast as people speak; 0: as fast as it is taken. */
  pace?: number
}

const BATCH_MS = 20
const WINDOW = 'window'
const [seconds = '30', baseUrl = '', options = '{}'] = process.argv.slice(2)
const { upload = 'wav', isSentEarly = false, pace = 0 } = JSON.parse(options) as ParleysWay
const dataFolder = await mkdtemp(join(tmpdir(), 'parley-bench-'))
const profile = newProfile('bench', { name: 'bench', baseUrl, model: 'gpt-audio-1.5', upload })
const talk = { sentEarlyMs: isSentEarly ? 600_000 : 0 }
await writeFile(join(dataFolder, 'settings.json'), JSON.stringify({ profiles: [profile], profileId: 'bench', talk }))
const assistant = await openAssistant({
  ...{ dataFolder, host: 'browser', version: '0', environment: {} },
  secrets: await openKeptSecrets({ folder: dataFolder, sealer: null }),
})
const { api } = assistant
let whenEnded: (turn: { status: string; failure: { message: string } | null }) => void = () => undefined
assistant.announceTo((_name, payload) => {
  if ('turn' in payload && ['answered', 'failed', 'queued'].includes(payload.turn.status)) whenEnded(payload.turn)
})
await api.reportReady({}, WINDOW)

// A second of speech first, all the way: neither side pays for loading code or connecting in what is measured.
await recordAndSend(1, 0)
const peakBytes = watchPeakMemory()
const cost = await recordAndSend(Number(seconds), pace)
process.send?.({ ...cost, peakBytes: peakBytes() })
await assistant.close()
await rm(dataFolder, { recursive: true })
process.disconnect()

async function recordAndSend(seconds: number, pace: number) {
  const [turnId, conversationId] = [randomUUID(), randomUUID()]
  await api.startRecording({ turnId, conversationId, microphone: 'Built-in', profileId: null, personaId: null }, WINDOW)
  const beganAt = performance.now()
  let sequence = 0
  let samples = 0
  for (const batch of speechBatches(seconds)) {
    const dueAt = pace === 0 ? 0 : beganAt + ((sequence + 1) * BATCH_MS) / pace
    const earlyMs = dueAt - performance.now()
    if (earlyMs > 0) await setTimeout(earlyMs)
    await api.appendRecording({ turnId, sequence: sequence++, pcm: new Uint8Array(batch.slice().buffer) }, WINDOW)
    samples += batch.length
  }
  const ended = new Promise<Parameters<typeof whenEnded>[0]>(resolve => {
    whenEnded = resolve
  })
  const keyUp = noteKeyUp()
  await api.finishRecording({ turnId, end: { kind: 'send' }, missingMs: 0, samples, talked: null }, WINDOW)
  keyUp.finished()
  const cost = await keyUp.received
  const { status, failure } = await ended
  if (status !== 'answered') throw new Error(`the turn ${status}: ${failure?.message}`)
  return cost
}
