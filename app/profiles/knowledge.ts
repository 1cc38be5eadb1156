import * as v from 'valibot'
import { addReply, STARTS_MS } from '../sound/reply-start.ts'
import { learnUpload, type UploadLesson, UploadsSchema, uploadsInForce } from './uploads.ts'

const Count = v.pipe(v.number(), v.integer(), v.minValue(0))
const Unless = <T extends v.GenericSchema>(schema: T) => v.optional(v.nullable(schema), null)

/** What was learned about a model at a server by asking it; null for what was not learned. */
export const KnowledgeSchema = v.object({
  /** Whether replies arrive while they are made. */
  streams: Unless(v.boolean()),
  /** The real encoding of their sound, such as `pcm16`. */
  format: Unless(v.pipe(v.string(), v.maxLength(20))),
  /** Whether it makes sound at all; false when it refuses to, or when none came although it was asked for. */
  speaks: Unless(v.boolean()),
  /** Whether that was a refusal. Otherwise the request for sound is lost on the way, as by LiteLLM's `drop_params`. */
  refusesToSpeak: v.optional(v.boolean(), false),
  /** How many replies in a row lacked the sound that was asked for. */
  unspokenReplies: v.optional(Count, 0),
  /** Whether it accepts recordings. */
  hears: Unless(v.boolean()),
  /** Whether its ids of earlier sounds can be used. */
  keepsAudioIds: Unless(v.boolean()),
  /** How many ids in a row it did not know although they had not expired. */
  lostAudioIds: v.optional(Count, 0),
  /** Whether sound arrives with or after the word that the reply is done, which a LiteLLM proxy in between would lose. */
  soundAfterFinish: Unless(v.boolean()),
  /** The results of sending it recordings while they were being made. */
  uploads: v.optional(UploadsSchema, {}),
  /** For each of `STARTS_MS`, the share of its replies that would have had a gap. */
  gapped: Unless(v.pipe(v.array(v.pipe(v.number(), v.minValue(0), v.maxValue(1))), v.length(STARTS_MS.length))),
  /** When it last showed that there is something it cannot do (ms since 1970). */
  limitedAt: v.optional(v.number(), 0),
  /** When something was last learned (ms since 1970). */
  at: v.number(),
})
/** What was learned about a model at a server by asking it. */
export type Knowledge = v.InferOutput<typeof KnowledgeSchema>

/** What one question showed; missing for what it did not show. */
export interface Lesson {
  streams?: boolean
  format?: string
  /** `lost`: sound was asked for, but only words came. */
  voice?: 'came' | 'refused' | 'lost'
  hears?: boolean
  audioIds?: 'known' | 'unknown'
  soundAfterFinish?: true
  upload?: UploadLesson
  /** For each of `STARTS_MS`, whether the reply would have had a gap. */
  hadGap?: readonly boolean[]
}

/** Once may be chance: the model chose to write, or a server was restarted. */
const OFTEN = 2
/** For how long a server's refusal counts, because it may be mended. */
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

/** The part of it that still counts: what a server cannot do is tried again after a day. */
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
