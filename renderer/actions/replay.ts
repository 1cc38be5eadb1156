import { batch } from '@preact/signals'
import { readSoundFile } from '../sound-file.ts'
import { useSpeaker } from '../speaker.ts'
import { phase, replay, replayMs, replayRate, type Side, settings, turns } from '../state.ts'
import { attempt } from './attempt.ts'

const audio = new Audio()
audio.preservesPitch = true
let frame = 0

audio.addEventListener('ended', () => {
  batch(() => {
    setPlaying(false)
    replayMs.value = 0
  })
  audio.currentTime = 0
})

/** Plays a stored sound from where it was left, or pauses it. Nothing is replayed while something is recorded or spoken. */
export async function toggleReplay(turnId: string, side: Side): Promise<void> {
  if (replay.value.name === 'playing' && isReplaying(turnId, side)) return pauseReplay()
  await attempt(() => play(turnId, side, null))
}

/** Moves to a place in a stored sound; one that is playing goes on from there, another is made ready there. */
export async function seekReplay(turnId: string, side: Side, ms: number): Promise<void> {
  if (isReplaying(turnId, side) && replay.value.name !== 'loading') {
    replayMs.value = ms
    audio.currentTime = ms / 1000
    return
  }
  await attempt(() => play(turnId, side, ms))
}

/** Plays the newest reply of the conversation once more. */
export async function replayLast(): Promise<void> {
  const last = turns.value.findLast(({ reply }) => reply?.sound)
  if (!last) return
  stopReplay()
  await attempt(() => play(last.id, 'reply', 0))
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
  replayRate.value = rate
  audio.playbackRate = rate
}

/** Saves a stored sound where the browser or the user puts downloads. */
export async function saveSound(turnId: string, side: Side, fileName: (format: string) => string): Promise<void> {
  await attempt(async () => {
    const { blob, format } = await readSoundFile(turnId, side)
    const link = document.createElement('a')
    link.href = URL.createObjectURL(blob)
    link.download = fileName(format)
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
  })
}

async function play(turnId: string, side: Side, fromMs: number | null): Promise<void> {
  if (phase.value !== 'idle') return
  if (!isReplaying(turnId, side)) await load(turnId, side)
  if (!isReplaying(turnId, side)) return
  if (fromMs !== null) audio.currentTime = fromMs / 1000
  audio.volume = settings.value.volume
  audio.playbackRate = replayRate.value
  // While it was loaded the user may have begun to talk.
  if (phase.value !== 'idle') return setPlaying(false)
  await audio.play()
  setPlaying(true)
  if (phase.value !== 'idle') pauseReplay()
}

async function load(turnId: string, side: Side): Promise<void> {
  stopReplay()
  replay.value = { name: 'loading', turnId, side }
  try {
    const { blob } = await readSoundFile(turnId, side)
    if (!isReplaying(turnId, side)) return
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
    replayMs.value = audio.currentTime * 1000
    frame = requestAnimationFrame(follow)
  }
  if (isPlaying) follow()
}
