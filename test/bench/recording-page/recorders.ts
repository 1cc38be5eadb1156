import { MediaRecorder as ExtendableRecorder, type IMediaRecorder, register } from 'extendable-media-recorder'
import { connect } from 'extendable-media-recorder-wav-encoder'
import RecordRTC from 'recordrtc'
import { WavRecorder } from 'wavtools'
import { SAMPLE_RATE_HZ, samplesToPcm } from '../../../app/pcm.ts'
import { wavHeader } from '../../../app/wav.ts'
import { Recorder } from '../../../renderer/recorder.ts'
import type { LineOrder } from './line-worker.ts'
import lineWorkerUrl from './line-worker.ts?worker&url'

/** A recording that is being made. */
export interface Recording {
  /** Stops it. Resolves when the whole WAV is there, with its size in bytes. @param onWritten told when its last sample is in a file */
  finish(onWritten: () => void): Promise<number>
}

/** Parley's recorder: what it hands out goes to main as it comes, which finishes the file. @param url main's socket */
export async function parley(url: string): Promise<Recording> {
  const { port1, port2 } = new MessageChannel()
  const worker = new Worker(lineWorkerUrl, { type: 'module' })
  const tell = (order: LineOrder, transfer: Transferable[] = []) => worker.postMessage(order, transfer)
  tell({ kind: 'open', port: port1, url }, [port1])
  const nothing = () => undefined
  const events = { onLevel: nothing, onReady: nothing, onFailure: nothing }
  const recorder = new Recorder(events, async () => port2)
  await recorder.open('a', { device: null, noiseSuppression: false })
  recorder.keep('a')
  return {
    finish: async onWritten => {
      const finished = new Promise<void>(resolve => {
        worker.onmessage = ({ data }) => (data === 'written' ? onWritten() : resolve())
      })
      const { samples } = await recorder.close('a')
      tell({ kind: 'finish', samples })
      await finished
      return samples * 2
    },
  }
}

/** The recorder of OpenAI's first realtime console (npm `wavtools`). */
export async function wavtools(): Promise<Recording> {
  const recorder = new WavRecorder({ sampleRate: SAMPLE_RATE_HZ })
  await recorder.begin()
  await recorder.record()
  return { finish: async () => bytesIn((await recorder.end()).blob) }
}

/** RecordRTC as its examples record WAV. */
export async function recordRtc(): Promise<Recording> {
  const recorder = new RecordRTC(await microphone(), {
    ...{ type: 'audio', mimeType: 'audio/wav', recorderType: RecordRTC.StereoAudioRecorder },
    ...{ numberOfAudioChannels: 1, desiredSampRate: SAMPLE_RATE_HZ },
  })
  recorder.startRecording()
  return {
    finish: async () => {
      await new Promise<void>(resolve => recorder.stopRecording(resolve))
      return bytesIn(recorder.getBlob())
    },
  }
}

let registered: Promise<void> | undefined

/** extendable-media-recorder with its encoder for WAV. */
export async function extendable(): Promise<Recording> {
  registered ??= connect().then(register)
  await registered
  return recordBy(new ExtendableRecorder(await microphone(), { mimeType: 'audio/wav' }), bytesIn)
}

/** The browser's own recorder, and what it takes to make a WAV of its Opus. */
export async function mediaRecorder(): Promise<Recording> {
  const context = new OfflineAudioContext(1, 1, SAMPLE_RATE_HZ)
  return recordBy(new MediaRecorder(await microphone()), async blob => {
    const sound = await context.decodeAudioData(await blob.arrayBuffer())
    const pcm = samplesToPcm(Int16Array.from(sound.getChannelData(0), sample => sample * 32_767))
    return bytesIn(new Blob([wavHeader(pcm.byteLength, SAMPLE_RATE_HZ), pcm]))
  })
}

function recordBy(recorder: IMediaRecorder | MediaRecorder, toWav: (blob: Blob) => Promise<number>): Recording {
  recorder.start()
  return {
    finish: async () => {
      const recorded = new Promise<Blob>(resolve => {
        recorder.ondataavailable = ({ data }: { data: Blob }) => resolve(data)
      })
      recorder.stop()
      return toWav(await recorded)
    },
  }
}

function microphone(): Promise<MediaStream> {
  return navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: false, noiseSuppression: false } })
}

async function bytesIn(blob: Blob): Promise<number> {
  return (await blob.arrayBuffer()).byteLength
}
