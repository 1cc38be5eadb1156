import * as v from 'valibot'

const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const Days = v.nullable(v.picklist([7, 30, 90]))

/** The least that sound may be limited to, in bytes. */
export const LEAST_SOUND_BYTES = 100_000_000

/** How long what was said is kept, sound and words each for themselves, and how much sound. */
export const RetentionPolicySchema = v.object({
  /** Days after which the sound of a turn goes; null: never. */
  soundDays: v.optional(Days, null),
  /** Days after which the words of a turn go, typed, transcribed or answered; null: never. */
  wordsDays: v.optional(Days, null),
  /** The most bytes that all sound outside the trash may take; then the oldest goes. Null: as much as there is. */
  soundBytes: v.optional(v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(LEAST_SOUND_BYTES))), null),
})
/** How long what was said is kept, and how much. */
export type RetentionPolicy = v.InferOutput<typeof RetentionPolicySchema>

/** What a policy would remove now. */
export const RetentionPreviewSchema = v.object({
  /** Recordings and replies of which the sound goes, and what that frees. */
  sounds: Count,
  bytes: Count,
  /** Turns of which the words go. */
  texts: Count,
  /** Turns of which nothing is left then. */
  turns: Count,
  /** Conversations that all of this is from. */
  conversations: Count,
  /** When the oldest of it was said (ms since 1970); null when nothing goes. */
  oldestAt: v.nullable(v.number()),
  /** Whether the clock is so far ahead of the newest turn that it may be wrong; then nothing goes by age without being asked. */
  isClockDoubtful: v.boolean(),
})
/** What a policy would remove now. */
export type RetentionPreview = v.InferOutput<typeof RetentionPreviewSchema>

/** Whether a policy removes anything at all, sooner or later. */
export function removesSomething({ soundDays, wordsDays, soundBytes }: RetentionPolicy): boolean {
  return soundDays !== null || wordsDays !== null || soundBytes !== null
}

/** Whether a policy would remove nothing: neither sound nor words are due. */
export function isNothingDue({ sounds, texts }: RetentionPreview): boolean {
  return sounds === 0 && texts === 0
}
