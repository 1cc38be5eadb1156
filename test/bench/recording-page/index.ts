import { recordWhileBlocked } from './blocked.ts'
import { extendable, mediaRecorder, parley, type Recording, recordRtc, wavtools } from './recorders.ts'

const recordings = new Map<string, Recording>()

/** Begins to record with every recorder at once, so that all have the same microphone at the same time. @param url main's socket */
async function begin(url: string): Promise<void> {
  const ways = { parley: () => parley(url), wavtools, recordRtc, extendable, mediaRecorder }
  for (const [name, start] of Object.entries(ways)) recordings.set(name, await start())
}

/** How long ending a recording took until the whole WAV was there and, where it is a file, until its last sample was in it; and its size. */
interface Ended {
  ms: number
  writtenMs: number | null
  bytes: number
}

/** Ends one recording. */
async function finish(name: string): Promise<Ended> {
  const recording = recordings.get(name)
  if (!recording) throw new Error(`There is no recorder ${name}`)
  const beganAt = performance.now()
  let writtenMs: number | null = null
  const bytes = await recording.finish(() => {
    writtenMs = performance.now() - beganAt
  })
  return { ms: performance.now() - beganAt, writtenMs, bytes }
}

declare global {
  /** What the page offers to the benchmark. */
  var recordingPage: { begin: typeof begin; finish: typeof finish; recordWhileBlocked: typeof recordWhileBlocked }
}

globalThis.recordingPage = { begin, finish, recordWhileBlocked }
