import { SAMPLE_RATE_HZ, samplesToPcm } from '../../../app/pcm.ts'
import { wavHeader } from '../../../app/wav.ts'
import { type MeasuredPlayer, measured } from './players.ts'

/** The way of whoever asks for a whole WAV: nothing is heard until all of it is there and was decoded. */
export async function openWholePlayer(): Promise<MeasuredPlayer> {
  const context = new AudioContext({ sampleRate: SAMPLE_RATE_HZ })
  const output = new GainNode(context)
  output.connect(context.destination)
  let source: AudioBufferSourceNode | null = null
  const play = async (pieces: readonly Int16Array[]) => {
    const pcm = await new Blob(pieces.map(samplesToPcm)).arrayBuffer()
    const wav = await new Blob([wavHeader(pcm.byteLength, SAMPLE_RATE_HZ), pcm]).arrayBuffer()
    source = new AudioBufferSourceNode(context, { buffer: await context.decodeAudioData(wav) })
    source.connect(output)
    source.start()
  }
  return measured(output, {
    context,
    wake: () => void context.resume(),
    play: (_replyId, samples) => void play([samples]),
    playFrom: (worker, _replyId, feed) => {
      const pieces: Int16Array[] = []
      worker.postMessage(feed)
      return new Promise((resolve, reject) => {
        worker.onmessage = ({ data }: MessageEvent<Int16Array<ArrayBuffer> | null>) => {
          if (data) pieces.push(data)
          else play(pieces).then(resolve, reject)
        }
      })
    },
    silence: () => source?.stop(),
  })
}
