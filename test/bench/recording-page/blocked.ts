import { WavRecorder } from 'wavtools'
import { SAMPLE_RATE_HZ } from '../../../app/pcm.ts'
import { WAV_HEADER_BYTES } from '../../../app/wav.ts'
import { Recorder } from '../../../renderer/recorder.ts'
import type { CollectOrder } from './collecting-worker.ts'
import collectingWorkerUrl from './collecting-worker.ts?worker&url'

/** Records with Parley and with wavtools at once, the page being blocked for `blockMs` of every second. Returns what each has. */
export async function recordWhileBlocked(
  seconds: number,
  blockMs: number,
): Promise<{ parley: number[]; wavtools: number[] }> {
  const { port1, port2 } = new MessageChannel()
  const worker = new Worker(collectingWorkerUrl, { type: 'module' })
  const tell = (order: CollectOrder, transfer: Transferable[] = []) => worker.postMessage(order, transfer)
  tell({ kind: 'open', port: port1 }, [port1])
  const nothing = () => undefined
  const recorder = new Recorder({ onLevel: nothing, onReady: nothing, onFailure: nothing }, async () => port2)
  const other = new WavRecorder({ sampleRate: SAMPLE_RATE_HZ })
  await other.begin()
  await recorder.open('a', { device: null, noiseSuppression: false })
  recorder.keep('a')
  await other.record()
  const blocking = setInterval(() => {
    const end = performance.now() + blockMs
    while (performance.now() < end);
  }, 1000)
  await new Promise(resolve => setTimeout(resolve, seconds * 1000))
  clearInterval(blocking)
  const whole = new Promise<Int16Array>(resolve => {
    worker.onmessage = ({ data }) => resolve(data)
  })
  const { samples } = await recorder.close('a')
  tell({ kind: 'finish', samples })
  const parley = await whole
  worker.terminate()
  const wav = await (await other.end()).blob.arrayBuffer()
  const channels = new DataView(wav).getUint16(22, true)
  const wavtools = new Int16Array(wav, WAV_HEADER_BYTES).filter((_, i) => i % channels === 0)
  return { parley: [...parley], wavtools: [...wavtools] }
}
