import { computed, signal } from '@preact/signals'
import type { Side } from './conversation.ts'
import { persona } from './personas.ts'

/** The stored sound that is being replayed. */
export type Replay = { name: 'none' } | { name: 'loading' | 'playing' | 'paused'; turnId: string; side: Side }
/** The stored sound that is being replayed. */
export const replay = signal<Replay>({ name: 'none' })
/** Where in it. */
export const replayMs = signal(0)
/** How fast the user wants stored sounds to be replayed, until another persona is chosen; null: as that says. */
export const rateChosen = signal<number | null>(null)
/** How fast the stored sound is replayed, 0.75 to 2: a reply as fast as its persona speaks. */
export const replayRate = computed(() => {
  const isReply = replay.value.name !== 'none' && replay.value.side === 'reply'
  return rateChosen.value ?? (isReply ? (persona.value?.speed ?? 1) : 1)
})
/** Whether the sound that follows in the conversation is played after the current one. */
export const playsOn = signal(false)
