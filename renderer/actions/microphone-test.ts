import { toFailure } from '../../app/errors.ts'
import { BYTES_PER_SAMPLE, SAMPLE_RATE_HZ } from '../../app/pcm.ts'
import type { CapturedBatch } from '../../app/sound/sound-line.ts'
import { SILENCE_DBFS } from '../../app/talk/talk-timing.ts'
import { wavHeader } from '../../app/wav.ts'
import { levelOf, liveSound } from '../live-sound.ts'
import { Recorder } from '../recorder.ts'
import { abortOf, playSound } from '../speaker/play-sound.ts'
import { settings } from '../state/main.ts'
import { microphoneTest, phase } from '../state/talk.ts'
import { refreshDevices } from './devices.ts'
import { pauseReplay } from './replay.ts'

const TEST_MS = 3000
const REST_AWAITED_MS = 1000

let batches: Uint8Array<ArrayBuffer>[] = []
let testing: Recorder | null = null
let running: AbortController | null = null

/** Records three seconds and plays them back, through the chosen microphone and speaker. Nothing is kept. */
export async function testMicrophone(): Promise<void> {
  if (running || phase.value !== 'idle') return
  pauseReplay()
  running = new AbortController()
  const { signal } = running
  microphoneTest.value = { name: 'recording' }
  try {
    const outcome = await recordAndPlay(signal)
    microphoneTest.value = { name: signal.aborted ? 'idle' : outcome }
  } catch (error) {
    microphoneTest.value = { name: 'failed', failure: toFailure(error) }
  } finally {
    running = null
  }
}

/** Ends a test that is under way: the user talks, or looks at something else. What it heard is not played any more. */
export function endMicrophoneTest(): void {
  running?.abort()
}

async function recordAndPlay(signal: AbortSignal): Promise<'silent' | 'done'> {
  const { pcm, peakDbfs } = await record(signal)
  if (peakDbfs < SILENCE_DBFS) return 'silent'
  if (signal.aborted) return 'done'
  microphoneTest.value = { name: 'playing' }
  await playSound(pcm, signal)
  return 'done'
}

async function record(signal: AbortSignal): Promise<{ pcm: Blob; peakDbfs: number }> {
  testing ??= new Recorder(
    {
      onLevel: dbfs => {
        liveSound.level = levelOf(dbfs)
      },
      onReady: () => void refreshDevices(),
      // What came until then is played back; an opening that fails is thrown.
      onFailure: () => undefined,
    },
    async () => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = ({ data }: MessageEvent<CapturedBatch>) => batches.push(new Uint8Array(data.pcm))
      return port2
    },
  )
  testing.warmFor(0)
  batches = []
  const turnId = crypto.randomUUID()
  const { microphone: device, noiseSuppression } = settings.value
  await testing.open(turnId, { device, noiseSuppression })
  testing.keep(turnId)
  await Promise.race([new Promise(resolve => setTimeout(resolve, TEST_MS)), abortOf(signal)])
  const { peakDbfs, samples } = await testing.close(turnId)
  liveSound.level = 0
  const came = () => batches.reduce((sum, { byteLength }) => sum + byteLength, 0)
  const bytes = samples * BYTES_PER_SAMPLE
  // The last batches come another way than the word that they were the last; those of a processor that failed never do.
  const until = performance.now() + REST_AWAITED_MS
  while (came() < bytes && performance.now() < until) await new Promise(resolve => setTimeout(resolve, 10))
  return { pcm: new Blob([wavHeader(came(), SAMPLE_RATE_HZ), ...batches], { type: 'audio/wav' }), peakDbfs }
}
