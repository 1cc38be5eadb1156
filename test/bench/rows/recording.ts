import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { launchChromium, microphoneFromFile } from '../../../build/chromium.ts'
import { openBenchPage } from '../bench-page.ts'
import { type Row, ratioAtMost } from '../measure.ts'
import { startRecordingServer } from '../recording-server.ts'

const SECONDS = 120
/** Pages that record at once: each time everybody has to wait two minutes. */
const PAGES = 2
const fixture = join(import.meta.dirname, '..', '..', 'fixtures', 'golden-retriever.wav')
const peers = {
  wavtools: 'wavtools 0.1.5',
  recordRtc: 'RecordRTC 5.6.2',
  extendable: 'extendable-media-recorder 9.2.40',
  mediaRecorder: 'MediaRecorder, decoded',
}

/** From stopping a recording of two minutes until its WAV is whole: in the page for others, as a file that is kept for Parley. */
export async function measureRecorders(): Promise<Row[]> {
  const browser = await launchChromium(microphoneFromFile(fixture))
  const server = await startRecordingServer()
  const pages = await Promise.all(Array.from({ length: PAGES }, () => openBenchPage(browser, 'recording-page')))
  try {
    await Promise.all(pages.map(({ page }) => page.evaluate(url => recordingPage.begin(url), server.url)))
    await setTimeout(SECONDS * 1000)
    const times: Record<string, number[]> = {}
    const written: number[] = []
    for (const name of ['parley', ...Object.keys(peers)]) {
      times[name] = []
      for (const { page } of pages) {
        const { ms, writtenMs, bytes } = await page.evaluate(name => recordingPage.finish(name), name)
        // Something of every second has to be there, whatever a browser under load drops.
        if (bytes < SECONDS * 48_000 * 0.9) throw new Error(`${name} recorded ${bytes} bytes`)
        times[name].push(ms)
        if (writtenMs !== null) written.push(writtenMs)
      }
    }
    const name = `recording of ${SECONDS} s stopped → whole WAV`
    const rows = Object.entries(peers).map(([peer, baselineName]) => ({
      ...{ name: peer === 'wavtools' ? name : '  the same', unit: 'ms', baselineName },
      ...{ baseline: times[peer] ?? [], ours: times.parley ?? [] },
      target: peer === 'wavtools' ? ratioAtMost(1 / 15, '≤ 1/15') : null,
    }))
    const last = {
      name: '  until its last sample is in the file',
      unit: 'ms',
      baselineName: peers.wavtools,
      target: null,
    }
    return [...rows, { ...last, baseline: times.wavtools ?? [], ours: written }]
  } finally {
    for (const { close } of pages) await close()
    await server.close()
    await browser.close()
  }
}
