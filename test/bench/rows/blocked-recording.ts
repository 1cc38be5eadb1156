import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SAMPLE_RATE_HZ, samplesToPcm } from '../../../app/pcm.ts'
import { wavHeader } from '../../../app/wav.ts'
import { launchChromium, microphoneFromFile } from '../../../build/chromium.ts'
import { openBenchPage } from '../bench-page.ts'
import { eachAtMost, type Row } from '../measure.ts'
import { randomNumbers } from '../random-numbers.ts'

const SECONDS = 8
const RUNS = 3
/** Length of a piece that is looked for in what the microphone played, and how far from where it should be: 100 and 250 ms. */
const PIECE = SAMPLE_RATE_HZ / 10
const REACH = SAMPLE_RATE_HZ / 4
/** Resampled twice, a place between two samples is found now at the one, now at the other. */
const UNCERTAIN = 1

/** What the microphone hears while the page is blocked for 150 ms of every second, recorded by both at once. */
export async function measureBlockedRecording(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-hiss-'))
  const hiss = hissOf(2 * SECONDS)
  const pcm = samplesToPcm(hiss)
  const path = join(folder, 'hiss.wav')
  await writeFile(path, Buffer.concat([wavHeader(pcm.byteLength, SAMPLE_RATE_HZ), pcm]))
  const browser = await launchChromium(microphoneFromFile(path))
  const [baseline, ours]: [number[], number[]] = [[], []]
  try {
    for (let run = 0; run < RUNS; run++) {
      const { page, close } = await openBenchPage(browser, 'recording-page')
      const recorded = await page.evaluate(seconds => recordingPage.recordWhileBlocked(seconds, 150), SECONDS)
      await close()
      baseline.push(amissIn(hiss, recorded.wavtools))
      ours.push(amissIn(hiss, recorded.parley))
    }
  } finally {
    await browser.close()
    await rm(folder, { recursive: true })
  }
  return [
    {
      name: `page blocked 150 ms every second, ${SECONDS} s recorded: samples lost or repeated`,
      ...{ unit: 'samples', baselineName: 'wavtools 0.1.5', baseline, ours, target: eachAtMost(0, 'each 0') },
    },
  ]
}

/** Noise of which every moment is different, and that is the same after the resampling on its way. */
function hissOf(seconds: number): Int16Array<ArrayBuffer> {
  const random = randomNumbers(1)
  const noise = Array.from({ length: seconds * SAMPLE_RATE_HZ }, () => random() * 30_000 - 15_000)
  return Int16Array.from(noise, (sample, n) => (sample + (noise[n - 1] ?? 0) + (noise[n - 2] ?? 0)) / 3)
}

/** By how many samples in all the pieces of a recording lie other than one after the other in what was played. */
function amissIn(played: Int16Array, recorded: readonly number[]): number {
  const heard = Int16Array.from(recorded)
  let amiss = 0
  let shift: number | null = null
  // The first half second a microphone takes to begin.
  for (let at = SAMPLE_RATE_HZ / 2; at + PIECE <= heard.length; at += PIECE) {
    const piece = heard.subarray(at, at + PIECE)
    const from: number = shift === null ? 0 : at + shift - REACH
    const to: number = shift === null ? played.length - PIECE : at + shift + REACH
    const found = placeOf(piece, played, Math.max(0, from), Math.min(played.length - PIECE, to)) - at
    if (shift !== null && Math.abs(found - shift) <= UNCERTAIN) continue
    if (shift !== null) amiss += Math.abs(found - shift)
    shift = found
  }
  return amiss
}

function placeOf(piece: Int16Array, played: Int16Array, from: number, to: number): number {
  let best = { place: from, product: Number.NEGATIVE_INFINITY }
  for (let place = from; place <= to; place++) {
    let product = 0
    for (let i = 0; i < piece.length; i += 3) product += (piece[i] ?? 0) * (played[place + i] ?? 0)
    if (product > best.product) best = { place, product }
  }
  return best.place
}
