import { SAMPLE_RATE_HZ } from '../../../app/pcm.ts'
import { codedSound, follow, type Journey } from './coded-sound.ts'
import type { Feed } from './feed-worker.ts'
import feedWorkerUrl from './feed-worker.ts?worker&url'
import { type MeasuredPlayer, openParley, openWavtools } from './players.ts'
import type { SoundingBlock } from './probe-worklet.ts'
import { openWholePlayer } from './whole-player.ts'

/** A reply's first delta in these measurements: 200 ms, more than either player waits for before it starts. */
const DELTA = codedSound(SAMPLE_RATE_HZ / 5)
/** How long nothing must come out before a player counts as silent. */
const SILENT_MS = 60

let replies = 0

/** Milliseconds from handing a player a reply's first delta until the first sample of it goes out. */
async function firstSound(player: MeasuredPlayer, phaseMs: number): Promise<number> {
  await ready(player)
  const sounded = new Promise<number>(resolve => {
    player.onSound = () => resolve(performance.now())
  })
  waitForPhase(phaseMs)
  const pushedAt = performance.now()
  player.play(nextReply(), DELTA)
  const ms = (await sounded) - pushedAt
  player.silence()
  await silent(player)
  return ms
}

/** Milliseconds from when a reply begins to be made, at so many times its pace, until its first sample goes out. */
async function replyBegins(player: MeasuredPlayer, seconds: number, speed: number): Promise<number> {
  await ready(player)
  const sounded = new Promise<number>(resolve => {
    player.onSound = () => resolve(performance.now())
  })
  const worker = new Worker(feedWorkerUrl, { type: 'module' })
  const chunkMs = 40
  const samples = codedSound(seconds * SAMPLE_RATE_HZ)
  const feed: Feed = { samples, chunkSamples: (SAMPLE_RATE_HZ * chunkMs) / 1000, everyMs: chunkMs / speed }
  const beganAt = performance.now()
  const fed = player.playFrom(worker, nextReply(), feed)
  const ms = (await sounded) - beganAt
  await fed
  player.silence()
  worker.terminate()
  await silent(player)
  return ms
}

/** Milliseconds of sound that still go out after a player in the middle of a reply was told to be silent. */
async function soundAfterSilence(player: MeasuredPlayer, phaseMs: number): Promise<number> {
  await ready(player)
  const sounded = new Promise<void>(resolve => {
    player.onSound = () => resolve()
  })
  const replyId = nextReply()
  for (let i = 0; i < 5; i++) player.play(replyId, DELTA.slice())
  await sounded
  await pause(100)
  waitForPhase(phaseMs)
  let after = 0
  const frame = Math.round(player.context.currentTime * SAMPLE_RATE_HZ)
  player.onSound = block => {
    if (block.frame >= frame) after += block.samples.reduce((count, sample) => count + (sample === 0 ? 0 : 1), 0)
  }
  player.silence()
  await silent(player)
  return (after / SAMPLE_RATE_HZ) * 1000
}

/** Feeds a reply hardly faster than it is played, with the page blocked for `blockMs` of every second, and follows it. */
async function playWhileBlocked(player: MeasuredPlayer, seconds: number, blockMs: number): Promise<Journey> {
  await ready(player)
  const samples = codedSound(seconds * SAMPLE_RATE_HZ)
  const blocks: SoundingBlock[] = []
  player.onSound = block => blocks.push(block)
  const replyId = nextReply()
  const worker = new Worker(feedWorkerUrl, { type: 'module' })
  const blocking = setInterval(() => blockPage(blockMs), 1000)
  const chunkMs = 40
  const feed: Feed = { samples, chunkSamples: (SAMPLE_RATE_HZ * chunkMs) / 1000, everyMs: chunkMs / 1.013 }
  await player.playFrom(worker, replyId, feed)
  clearInterval(blocking)
  worker.terminate()
  await silent(player, 1000)
  return follow(samples, timelineOf(blocks))
}

/** What went out, from the first block with sound to the last, with the silence between them. */
function timelineOf(blocks: readonly SoundingBlock[]): Float32Array {
  const [first, last] = [blocks[0], blocks.at(-1)]
  if (!first || !last) throw new Error('Nothing was heard')
  const timeline = new Float32Array(last.frame + last.samples.length - first.frame)
  for (const { frame, samples } of blocks) timeline.set(samples, frame - first.frame)
  return timeline
}

async function ready(player: MeasuredPlayer): Promise<void> {
  player.wake()
  await until(() => player.context.state === 'running')
}

function silent(player: MeasuredPlayer, ms: number = SILENT_MS): Promise<void> {
  return new Promise(resolve => {
    let timer = setTimeout(resolve, ms)
    const { onSound } = player
    player.onSound = block => {
      onSound(block)
      clearTimeout(timer)
      timer = setTimeout(resolve, ms)
    }
  })
}

/**
 * Sound is rendered some 10 ms at a time, so all times depend on when in between something happens. Whoever asks for every
 * phase of 10 ms once has no luck in it, good or bad.
 */
function waitForPhase(phaseMs: number): void {
  const wantedAt = Math.ceil(performance.now() / 10) * 10 + phaseMs
  while (performance.now() < wantedAt);
}

function blockPage(ms: number): void {
  const end = performance.now() + ms
  while (performance.now() < end);
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await pause(5)
}

function pause(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms))
}

function nextReply(): string {
  return `reply-${++replies}`
}

declare global {
  /** What the page offers to the benchmark. */
  var playbackPage: {
    players: { parley: MeasuredPlayer; wavtools: MeasuredPlayer; whole: MeasuredPlayer }
    firstSound: typeof firstSound
    soundAfterSilence: typeof soundAfterSilence
    playWhileBlocked: typeof playWhileBlocked
    replyBegins: typeof replyBegins
  }
}

globalThis.playbackPage = {
  players: { parley: await openParley(), wavtools: await openWavtools(), whole: await openWholePlayer() },
  firstSound,
  soundAfterSilence,
  playWhileBlocked,
  replyBegins,
}
