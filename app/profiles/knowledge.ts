import * as v from 'valibot'
import { addReply, STARTS_MS } from '../sound/reply-start.ts'
import { learnUpload, type UploadLesson, UploadsSchema, uploadsInForce } from './uploads.ts'

const Count = v.pipe(v.number(), v.integer(), v.minValue(0))
const Unless = <T extends v.GenericSchema>(schema: T) => v.optional(v.nullable(schema), null)

/** What was learned of a model at a server by asking it; null where nothing was. */
export const KnowledgeSchema = v.object({
  /** Whether replies come while they are made. */
  streams: Unless(v.boolean()),
  /** How their sound is really encoded, such as `pcm16`. */
  format: Unless(v.pipe(v.string(), v.maxLength(20))),
  /** Whether it makes sound at all; false when it refuses to, or when none came where it was asked for. */
  speaks: Unless(v.boolean()),
  /** Whether that was a refusal. Otherwise the request for sound is lost on the way: LiteLLM's `drop_params`. */
  refusesToSpeak: v.optional(v.boolean(), false),
  /** Replies in a row that came without the sound that was asked for. */
  unspokenReplies: v.optional(Count, 0),
  /** Whether it takes recordings. */
  hears: Unless(v.boolean()),
  /** Whether its ids of earlier sounds can be used. */
  keepsAudioIds: Unless(v.boolean()),
  /** Ids in a row that it did not know although they had not expired. */
  lostAudioIds: v.optional(Count, 0),
  /** Whether sound comes with or after the word that the reply is done: a LiteLLM proxy in between would lose it. */
  soundAfterFinish: Unless(v.boolean()),
  /** What came of sending it recordings while they were made. */
  uploads: v.optional(UploadsSchema, {}),
  /** Of its replies, the share that would have had a gap with each of `STARTS_MS`. */
  gapped: Unless(v.pipe(v.array(v.pipe(v.number(), v.minValue(0), v.maxValue(1))), v.length(STARTS_MS.length))),
  /** When it last showed that there is something it cannot do (ms since 1970). */
  limitedAt: v.optional(v.number(), 0),
  /** When something was learned last (ms since 1970). */
  at: v.number(),
})
/** What was learned of a model at a server by asking it. */
export type Knowledge = v.InferOutput<typeof KnowledgeSchema>

/** What one question showed; absent where it showed nothing. */
export interface Lesson {
  streams?: boolean
  format?: string
  /** `lost`: sound was asked for, and words alone came. */
  voice?: 'came' | 'refused' | 'lost'
  hears?: boolean
  audioIds?: 'known' | 'unknown'
  soundAfterFinish?: true
  upload?: UploadLesson
  /** Whether the reply would have had a gap with each of `STARTS_MS`. */
  hadGap?: readonly boolean[]
}

/** Once may be chance: the model chose to write, a server was started again. */
const OFTEN = 2
/** How long what a server refuses counts: it may be mended. */
const REFUSAL_MS = 24 * 60 * 60 * 1000

/** What is known before anything was asked. */
export const nothingKnown: Knowledge = v.parse(KnowledgeSchema, { at: 0 })

/** Adds what a question showed. */
export function learn(known: Knowledge, lesson: Lesson, now: number): Knowledge {
  const { voice, audioIds, upload, hadGap, ...plain } = lesson
  const isRefused = voice === 'refused' || voice === 'lost' || audioIds === 'unknown'
  const isLimited = isRefused || Object.values(lesson).includes(false)
  const limitedAt = isLimited ? now : known.limitedAt
  const uploads = upload ? learnUpload(known.uploads, upload, now) : known.uploads
  const gapped = hadGap ? [...addReply(known.gapped, hadGap)] : known.gapped
  const learned = { ...learnVoice(known, voice), ...learnIds(known, audioIds) }
  return { ...known, ...given(plain), ...learned, uploads, gapped, limitedAt, at: now }
}

/** What is known that still counts: what a server cannot do is tried again after a day. */
export function inForce(learned: Knowledge, now: number): Knowledge {
  const known = { ...learned, uploads: uploadsInForce(learned.uploads, now, REFUSAL_MS) }
  if (now >= known.limitedAt && now - known.limitedAt < REFUSAL_MS) return known
  const { streams, speaks, hears, keepsAudioIds } = known
  const only = (can: boolean | null) => can || null
  const can = { streams: only(streams), speaks: only(speaks), hears: only(hears), keepsAudioIds: only(keepsAudioIds) }
  return { ...known, ...can, refusesToSpeak: false, unspokenReplies: 0, lostAudioIds: 0 }
}

function learnVoice(known: Knowledge, voice: Lesson['voice']): Partial<Knowledge> {
  if (voice === undefined) return {}
  if (voice === 'came') return { speaks: true, refusesToSpeak: false, unspokenReplies: 0 }
  if (voice === 'refused') return { speaks: false, refusesToSpeak: true }
  const unspokenReplies = known.unspokenReplies + 1
  return { unspokenReplies, ...(unspokenReplies >= OFTEN ? { speaks: false } : {}) }
}

function learnIds(known: Knowledge, audioIds: Lesson['audioIds']): Partial<Knowledge> {
  if (audioIds === undefined) return {}
  if (audioIds === 'known') return { keepsAudioIds: true, lostAudioIds: 0 }
  const lostAudioIds = known.lostAudioIds + 1
  return { lostAudioIds, ...(lostAudioIds >= OFTEN ? { keepsAudioIds: false } : {}) }
}

function given(lesson: Lesson): object {
  return Object.fromEntries(Object.entries(lesson).filter(([, value]) => value !== undefined))
}
