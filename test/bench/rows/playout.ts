import { SAMPLE_RATE_HZ } from '../../../app/pcm.ts'
import { Arrivals, addReply, type Gapped, startFor } from '../../../app/sound/reply-start.ts'
import { Playout } from '../../../renderer/worklets/playout.ts'
import { type ArrivalModel, arrivalModels, arrivalsOf } from '../arrivals.ts'
import { FixedRing, FixedStart, type Playing } from '../fixed-players.ts'
import { atLeastAsMuch, eachAtMost, median, type Row, ratioAtMost } from '../measure.ts'
import { speechAt } from '../processes/speech-batches.ts'

/** What the audio thread asks for at a time. */
const BLOCK = 128
const BLOCK_MS = (BLOCK / SAMPLE_RATE_HZ) * 1000

/** Replies in a batch. */
const REPLIES = 40

/** Ten minutes of a reply that come six times as fast as they are heard, every sample followed through what runs on the audio thread. */
export async function measureLongReply(): Promise<Row[]> {
  const seconds = 600
  return [
    {
      ...{ name: 'a reply of 10 minutes at six times its pace: wrong samples', unit: 'samples' },
      ...{ baselineName: 'a ring of 44 s', baseline: [wrongSamples(new FixedRing(), seconds, 6)] },
      ...{ ours: [wrongSamples(new Playout(), seconds, 6)], target: eachAtMost(0, '0') },
    },
  ]
}

/** When replies begin to be heard, and how many are without a gap, where their sound arrives in five ways, in simulated time. */
export async function measureJitter(): Promise<Row[]> {
  return arrivalModels.flatMap((model, m) => {
    const batches = [0, 1, 2, 3, 4].map(batch => ({
      ours: playBatch(new Playout(), model, batch),
      fixed: playBatch(new FixedStart(300), model, batch),
    }))
    const of = (name: 'clean' | 'startMs' | 'gaps') => ({
      ...{ baselineName: 'always 300 ms', baseline: batches.map(({ fixed }) => fixed[name]) },
      ours: batches.map(({ ours }) => ours[name]),
    })
    return [
      {
        ...{ name: `${model.name}: replies without a gap`, unit: '%', ...of('clean') },
        target: m < 4 ? atLeastAsMuch('no fewer') : null,
      },
      {
        ...{ name: '  first sound here → heard', unit: 'ms', ...of('startMs') },
        target: m < 3 ? ratioAtMost(1 / 2, '≤ 1/2') : null,
      },
      ...boundOf(model, batches),
      ...(model.speed < 1 ? [{ name: '  gaps in a reply of 10 s', unit: '', ...of('gaps'), target: null }] : []),
    ]
  })
}

/**
 * Where starting twice as soon as with 300 ms must cost gaps: how many replies would be without one if all started at that very moment, which
 * nobody who starts all of them by then can surpass.
 */
function boundOf(model: ArrivalModel, batches: readonly { fixed: { clean: number; startMs: number } }[]): Row[] {
  const baseline = batches.map(({ fixed }) => fixed.clean)
  const ours = batches.map(({ fixed }, batch) => {
    const isClean = (i: number) => latenessOf(model, arrivalsOf(model, 10, batch * REPLIES + i)) <= fixed.startMs / 2
    return (Array.from({ length: REPLIES }, (_, i) => isClean(i)).filter(Boolean).length / REPLIES) * 100
  })
  if (model.speed <= 1.2 || median(ours) >= median(baseline)) return []
  return [
    {
      name: '  as many as can be, all at half that',
      unit: '%',
      baselineName: 'always 300 ms',
      baseline,
      ours,
      target: null,
    },
  ]
}

/** The most by which a piece comes later than if all before it were played from the first on, in milliseconds. */
function latenessOf({ pieceMs }: ArrivalModel, arrivals: readonly number[]): number {
  return Math.max(...arrivals.map((at, i) => (i === 0 ? 0 : at - i * pieceMs)))
}

/** Of a batch of replies: how many in a hundred had no gap, when they were heard, and how many gaps one had on average. */
interface Played {
  clean: number
  startMs: number
  gaps: number
}

/** Plays replies one after the other with one player; Parley's starts as main, which watches them arrive, has learned of those before. */
function playBatch(player: Playing, model: ArrivalModel, batch: number): Played {
  let gapped: Gapped | null = null
  const played = Array.from({ length: REPLIES }, (_, i) => {
    const arrivals = arrivalsOf(model, 10, batch * REPLIES + i)
    const watched = new Arrivals()
    for (const at of arrivals) watched.add(at, model.pieceMs)
    player.begin()
    if (player instanceof Playout) player.startWith(startFor(gapped))
    gapped = addReply(gapped, watched.hadGap() ?? [])
    return playOnce(player, model, arrivals)
  })
  return {
    clean: (played.filter(({ gaps }) => gaps === 0).length / REPLIES) * 100,
    startMs: median(played.map(({ startMs }) => startMs)),
    gaps: played.reduce((sum, { gaps }) => sum + gaps, 0) / REPLIES,
  }
}

function playOnce(
  player: Playing,
  model: ArrivalModel,
  arrivals: readonly number[],
): { gaps: number; startMs: number } {
  const pieceSamples = (model.pieceMs * SAMPLE_RATE_HZ) / 1000
  const block = new Float32Array(BLOCK)
  let startMs = Number.NaN
  let gaps = 0
  let came = 0
  for (let now = 0; !player.isIdle; now += BLOCK_MS) {
    for (; (arrivals[came] ?? Number.POSITIVE_INFINITY) <= now; came++)
      player.push(speechAt(came * pieceSamples, pieceSamples))
    if (came === arrivals.length) player.end()
    const wasPlaying = player.isPlaying
    player.render(block)
    if (player.isPlaying && Number.isNaN(startMs)) startMs = now
    if (wasPlaying && !player.isPlaying && !player.isIdle) gaps++
  }
  return { gaps, startMs }
}

/** Feeds a reply in pieces of 200 ms at so many times its pace, and counts the samples that come out as others than went in. */
function wrongSamples(player: Playing, seconds: number, speed: number): number {
  const length = seconds * SAMPLE_RATE_HZ
  const pieceSamples = SAMPLE_RATE_HZ / 5
  const block = new Float32Array(BLOCK)
  let [pushed, heard, wrong] = [0, 0, 0]
  player.begin()
  for (let rendered = 0; heard < length; rendered += BLOCK) {
    for (; pushed < length && pushed <= rendered * speed; pushed += pieceSamples) {
      player.push(Int16Array.from({ length: pieceSamples }, (_, i) => tellingSample(pushed + i)))
    }
    if (pushed >= length) player.end()
    block.fill(Number.NaN)
    player.render(block)
    for (const sample of block) {
      // Nothing is heard before it starts; a telling sample is never zero.
      if (heard >= length || Number.isNaN(sample) || (sample === 0 && heard === 0)) continue
      if (sample * 32_768 !== tellingSample(heard)) wrong++
      heard++
    }
  }
  return wrong
}

/** A sample that tells its place among its 32,000 neighbours, never zero. */
function tellingSample(index: number): number {
  return 1 + ((index * 7919) % 32_003)
}
