// The usual way of sending a recording: keep the batches, and at key-up join them, make a WAV file with wavefile, encode
// it as base64 and hand the whole to the SDK. Arguments: seconds of speech, base URL, and `buffer` to have Node encode it,
// which is faster than wavefile does and not what wavefile's users find first.
import OpenAI from 'openai'
import wavefile from 'wavefile'
import { noteKeyUp } from './key-up.ts'
import { watchPeakMemory } from './peak-memory.ts'
import { joined, speechBatches } from './speech-batches.ts'

const [seconds = '30', baseURL = '', encoder] = process.argv.slice(2)
const client = new OpenAI({ apiKey: 'none', baseURL, maxRetries: 0 })

// A second of speech first, all the way: neither side pays for loading code or connecting in what is measured.
await recordAndSend(1)
const peakBytes = watchPeakMemory()
const cost = await recordAndSend(Number(seconds))
process.send?.({ ...cost, peakBytes: peakBytes() })
process.disconnect()

async function recordAndSend(seconds: number) {
  const kept: Int16Array[] = []
  for (const batch of speechBatches(seconds)) kept.push(batch.slice())
  const keyUp = noteKeyUp()
  const wav = new wavefile.WaveFile()
  wav.fromScratch(1, 24_000, '16', joined(kept))
  keyUp.finished()
  const data = encoder === 'buffer' ? Buffer.from(wav.toBuffer()).toString('base64') : wav.toBase64()
  const answer = client.chat.completions.create({
    model: 'gpt-audio-1.5',
    modalities: ['text', 'audio'],
    audio: { voice: 'marin', format: 'pcm16' },
    stream: true,
    messages: [{ role: 'user', content: [{ type: 'input_audio', input_audio: { data, format: 'wav' } }] }],
  })
  const cost = await keyUp.received
  for await (const _chunk of await answer);
  return cost
}
