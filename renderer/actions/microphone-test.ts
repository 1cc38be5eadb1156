import { toFailure } from '../../app/errors.ts'
import { SAMPLE_RATE_HZ } from '../../app/pcm.ts'
import { SILENCE_DBFS } from '../../app/talk-timing.ts'
import { wavHeader } from '../../app/wav.ts'
import { levelOf, liveSound } from '../live-sound.ts'
import { Recorder } from '../recorder.ts'
import { useSpeaker } from '../speaker.ts'
import { microphoneTest, phase, settings } from '../state.ts'
import { refreshDevices } from './devices.ts'
import { pauseReplay } from './replay.ts'

const TEST_MS = 3000

let batches: Uint8Array<ArrayBuffer>[] = []
let testing: Recorder | null = null

/** Records three seconds and plays them back, through the chosen microphone and speaker. Nothing is kept. */
export async function testMicrophone(): Promise<void> {
  const isBusy = microphoneTest.value.name === 'recording' || microphoneTest.value.name === 'playing'
  if (isBusy || phase.value !== 'idle') return
  pauseReplay()
  microphoneTest.value = { name: 'recording' }
  try {
    const { pcm, peakDbfs } = await record()
    if (peakDbfs < SILENCE_DBFS) {
      microphoneTest.value = { name: 'silent' }
      return
    }
    microphoneTest.value = { name: 'playing' }
    await playBack(pcm)
    microphoneTest.value = { name: 'done' }
  } catch (error) {
    microphoneTest.value = { name: 'failed', failure: toFailure(error) }
  }
}

async function record(): Promise<{ pcm: Blob; peakDbfs: number }> {
  testing ??= new Recorder({
    onBatch: (_turnId, pcm) => batches.push(new Uint8Array(pcm)),
    onLevel: dbfs => {
      liveSound.level = levelOf(dbfs)
    },
    onReady: () => void refreshDevices(),
    // What came until then is played back; an opening that fails is thrown.
    onFailure: () => undefined,
  })
  testing.warmFor(0)
  batches = []
  const turnId = crypto.randomUUID()
  const { microphone: device, noiseSuppression } = settings.value
  await testing.open(turnId, { device, noiseSuppression })
  testing.keep(turnId)
  await new Promise(resolve => setTimeout(resolve, TEST_MS))
  const { peakDbfs } = await testing.close(turnId)
  liveSound.level = 0
  const bytes = batches.reduce((sum, { byteLength }) => sum + byteLength, 0)
  return { pcm: new Blob([wavHeader(bytes, SAMPLE_RATE_HZ), ...batches], { type: 'audio/wav' }), peakDbfs }
}

async function playBack(wav: Blob): Promise<void> {
  const url = URL.createObjectURL(wav)
  const audio = new Audio(url)
  audio.volume = settings.value.volume
  try {
    await useSpeaker(audio, settings.value.speaker)
    const ended = new Promise(resolve => audio.addEventListener('ended', resolve, { once: true }))
    await audio.play()
    await ended
  } finally {
    URL.revokeObjectURL(url)
  }
}
