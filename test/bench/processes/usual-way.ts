// The usual way of sending a recording: keep the batches, and at key-up join them, make a WAV file with wavefile, encode
// it as base64 and hand the whole to the SDK. Arguments: seconds of speech, base URL.
import OpenAI from 'openai'
import wavefile from 'wavefile'
import { BATCH_SAMPLES, speechBatches } from './speech-batches.ts'

const [seconds = '30', baseURL = ''] = process.argv.slice(2)
const client = new OpenAI({ apiKey: 'none', baseURL, maxRetries: 0 })
const restBytes = process.memoryUsage().rss

const kept: Int16Array[] = []
for (const batch of speechBatches(Number(seconds))) kept.push(batch.slice())

const keyUpAt = performance.timeOrigin + performance.now()
const cpuBefore = process.cpuUsage()
const samples = new Int16Array(kept.length * BATCH_SAMPLES)
kept.forEach((batch, index) => {
  samples.set(batch, index * BATCH_SAMPLES)
})
const wav = new wavefile.WaveFile()
wav.fromScratch(1, 24_000, '16', samples)
const finishedAt = performance.timeOrigin + performance.now()
const data = wav.toBase64()
const { response } = await client.chat.completions
  .create({
    model: 'gpt-audio-1.5',
    modalities: ['text', 'audio'],
    audio: { voice: 'marin', format: 'pcm16' },
    stream: true,
    messages: [{ role: 'user', content: [{ type: 'input_audio', input_audio: { data, format: 'wav' } }] }],
  })
  .withResponse()
const cpu = process.cpuUsage(cpuBefore)
await response.body?.cancel()
process.send?.({
  keyUpAt,
  finishedMs: finishedAt - keyUpAt,
  cpuMs: (cpu.user + cpu.system) / 1000,
  peakBytes: process.resourceUsage().maxRSS * 1024 - restBytes,
})
process.disconnect()
