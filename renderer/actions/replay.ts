import { batch } from '@preact/signals'
import { toFailure } from '../../app/errors.ts'
import { playingFailure } from '../speaker/play-sound.ts'
import { afterSilence, findSilences, type Stretch } from '../speaker/silences.ts'
import { readSoundFile } from '../speaker/sound-file.ts'
import { type PlacedSound, soundBeside, soundsOf } from '../speaker/sound-order.ts'
import { useSpeaker } from '../speaker/speaker.ts'
import { revealed, type Side, turns } from '../state/conversation.ts'
import { drafts } from '../state/lists.ts'
import { settings } from '../state/main.ts'
import { playsOn, rateChosen, replay, replayMs, replayRate } from '../state/replay.ts'
import { phase } from '../state/talk.ts'
import { attempt, showInDock } from './attempt.ts'
import { changeSettings } from './settings.ts'

const audio = new Audio()
audio.preservesPitch = true
let frame = 0
/** The silences of the sound that is replayed, to be jumped over. */
let silences: readonly Stretch[] = []

audio.addEventListener('ended', () => {
  const next = playsOn.value ? besideCurrent(1) : undefined
  if (next) return void reveal(next, 0)
  batch(() => {
    setPlaying(false)
    replayMs.value = 0
  })
  audio.currentTime = 0
})

audio.addEventListener('error', () => {
  // If it did not begin at all, `begin` throws and its caller shows why.
  if (replay.value.name !== 'playing') return
  showInDock(toFailure(playingFailure(audio)))
  stopReplay()
})

/**
 * Plays a stored sound from where it was left, one that was not begun from `startMs`, or pauses it. Nothing is replayed while
 * something is recorded or spoken.
 */
export async function toggleReplay(turnId: string, side: Side, startMs = 0): Promise<void> {
  if (replay.value.name === 'playing' && isReplaying(turnId, side)) return pauseReplay()
  const isCurrent = isReplaying(turnId, side)
  if (!isCurrent) playsOn.value = settings.value.playOn
  await attempt(() => play(turnId, side, isCurrent ? null : startMs))
}

/** Plays the current sound on, or pauses it. */
export async function toggleCurrent(): Promise<void> {
  if (replay.value.name !== 'none') await toggleReplay(replay.value.turnId, replay.value.side)
}

/** Moves to a place in a stored sound; one that is playing goes on from there, another is made ready there. */
export async function seekReplay(turnId: string, side: Side, ms: number): Promise<void> {
  if (isReplaying(turnId, side) && replay.value.name !== 'loading') {
    replayMs.value = ms
    audio.currentTime = ms / 1000
    return
  }
  playsOn.value = settings.value.playOn
  await attempt(() => play(turnId, side, ms))
}

/** Moves within the current sound, back when negative, at most to its ends. */
export async function seekBy(ms: number): Promise<void> {
  const { value: current } = replay
  if (current.name === 'none' || current.name === 'loading') return
  const place = Math.min(audio.duration, Math.max(0, audio.currentTime + ms / 1000))
  await seekReplay(current.turnId, current.side, place * 1000)
}

/** Plays a stored sound of the conversation that is open from a place in it, and brings it into view. */
export async function playFrom(turnId: string, side: Side, ms: number): Promise<void> {
  playsOn.value = settings.value.playOn
  await reveal({ turnId, side }, ms)
}

/** Plays all sounds of the conversation, from the first on. */
export async function playConversation(): Promise<void> {
  const [first] = soundsOf(turns.value)
  if (!first) return
  playsOn.value = true
  await reveal(first, 0)
}

/** Plays the sound after the current one, or the one before it. */
export async function playBeside(places: 1 | -1): Promise<void> {
  const sound = besideCurrent(places)
  if (sound) await reveal(sound, 0)
}

/** Plays the newest reply of the conversation once more. */
export async function replayLast(): Promise<void> {
  const last = turns.value.findLast(({ reply }) => reply?.sound)
  if (last) await playFrom(last.id, 'reply', 0)
}

/** Stops the sound where it is. */
export function pauseReplay(): void {
  if (replay.value.name !== 'playing') return
  audio.pause()
  setPlaying(false)
}

/** Ends the replay and forgets its place. */
export function stopReplay(): void {
  audio.pause()
  cancelAnimationFrame(frame)
  if (audio.src !== '') URL.revokeObjectURL(audio.src)
  audio.removeAttribute('src')
  replay.value = { name: 'none' }
  replayMs.value = 0
}

/** Sets how fast stored sounds are replayed, 0.75 to 2; the pitch stays. */
export function setReplayRate(rate: number): void {
  rateChosen.value = rate
  audio.playbackRate = rate
}

/** Lets the sounds after this one follow by themselves, now and for every sound that is played later, or not. */
export function setPlayOn(isOn: boolean): void {
  playsOn.value = isOn
  void changeSettings({ playOn: isOn })
}

/** Jumps over the silences of what is replayed, or not. */
export function setSkipSilence(isOn: boolean): void {
  void changeSettings({ skipSilence: isOn })
}

function reveal({ turnId, side }: Pick<PlacedSound, 'turnId' | 'side'>, ms: number): Promise<boolean> {
  revealed.value = { key: turnId, part: `.sound[data-side=${side}]` }
  return attempt(() => play(turnId, side, ms))
}

function besideCurrent(places: 1 | -1): PlacedSound | undefined {
  return replay.value.name === 'none' ? undefined : soundBeside(soundsOf(turns.value), replay.value, places)
}

async function play(turnId: string, side: Side, fromMs: number | null): Promise<void> {
  const isLoading = replay.value.name === 'loading' && isReplaying(turnId, side)
  if (phase.value !== 'idle' || isLoading) return
  if (!isReplaying(turnId, side)) await load(turnId, side)
  if (!isReplaying(turnId, side)) return
  if (fromMs !== null) audio.currentTime = fromMs / 1000
  audio.volume = settings.value.volume
  audio.playbackRate = replayRate.value
  // While it was loaded the user may have begun to talk.
  if (phase.value !== 'idle') return setPlaying(false)
  if (!(await begin()) || !isReplaying(turnId, side)) return
  setPlaying(true)
  if (phase.value !== 'idle') pauseReplay()
}

/** Returns false when something else was asked for before the sound began. */
async function begin(): Promise<boolean> {
  try {
    await audio.play()
    return true
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return false
    // Nothing of it is loading any more, and it may be tried again.
    stopReplay()
    throw error
  }
}

async function load(turnId: string, side: Side): Promise<void> {
  stopReplay()
  replay.value = { name: 'loading', turnId, side }
  try {
    const { blob } = await readSoundFile(turnId, side)
    if (!isReplaying(turnId, side)) return
    const placed = soundsOf([...turns.value, ...drafts.value]).find(one => one.turnId === turnId && one.side === side)
    silences = placed ? findSilences(placed.sound.peaks, placed.sound.durationMs) : []
    audio.src = URL.createObjectURL(blob)
    await useSpeaker(audio, settings.value.speaker)
  } catch (error) {
    if (isReplaying(turnId, side)) replay.value = { name: 'none' }
    throw error
  }
}

function isReplaying(turnId: string, side: Side): boolean {
  const current = replay.value
  return current.name !== 'none' && current.turnId === turnId && current.side === side
}

function setPlaying(isPlaying: boolean): void {
  const current = replay.value
  if (current.name === 'none') return
  replay.value = { ...current, name: isPlaying ? 'playing' : 'paused' }
  cancelAnimationFrame(frame)
  const follow = () => {
    const ms = audio.currentTime * 1000
    const place = settings.value.skipSilence ? afterSilence(silences, ms) : ms
    if (place > ms) audio.currentTime = place / 1000
    replayMs.value = place
    frame = requestAnimationFrame(follow)
  }
  if (isPlaying) follow()
}
