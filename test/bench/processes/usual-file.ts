// The usual way of keeping a recording: keep the batches, and at key-up join them, make a WAV file with wavefile and write
// it, as safely as Parley does. Argument: seconds of speech.
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import wavefile from 'wavefile'
import { sharedNow } from './clock.ts'
import { joined, speechBatches } from './speech-batches.ts'

const folder = await mkdtemp(join(tmpdir(), 'parley-bench-'))
await recordAndKeep(1)
const finishedMs = await recordAndKeep(Number(process.argv[2] ?? 30))
await rm(folder, { recursive: true })
process.send?.({ finishedMs })
process.disconnect()

async function recordAndKeep(seconds: number): Promise<number> {
  const kept: Int16Array[] = []
  for (const batch of speechBatches(seconds)) kept.push(batch.slice())
  const keyUpAt = sharedNow()
  const wav = new wavefile.WaveFile()
  wav.fromScratch(1, 24_000, '16', joined(kept))
  const file = await open(join(folder, `${seconds}.wav`), 'w')
  await file.writeFile(wav.toBuffer())
  await file.sync()
  await file.close()
  return sharedNow() - keyUpAt
}
