import * as v from 'valibot'
import { FailureSchema } from '../errors.ts'
import { namedSchema } from '../named-schema.ts'
import { checkNames } from './check-names.ts'
import { uploadFormats, uploadObstacles } from './uploads.ts'

const nothing = v.object({})
const text = v.string()
const number = v.number()
const ofDay = v.object({ day: text })

/** Everything that a checkup can say, and the values for its words. As with failures: never a key, never a body. */
export const findingValues = {
  /** A failure in place of an answer. */
  failed: v.object({ failure: FailureSchema }),

  // the connection
  reachable: nothing,
  reachable_through: v.object({ proxy: text }),
  encrypted: v.object({ protocol: text }),
  stays_here: nothing,
  unencrypted: v.object({ host: text }),
  unencrypted_fix: nothing,

  // the server, the key, the model
  answers: nothing,
  answers_litellm: nothing,
  /** `source` is where the key came from: "Settings", or the name of an environment variable. */
  key_taken: v.object({ source: text }),
  keyless: nothing,
  model_known: v.object({ asked: text }),
  /** `answered` is the model's name for itself. */
  model_answers: v.object({ asked: text, answered: v.nullable(text) }),
  unlisted: nothing,
  will_be_shut_down: ofDay,
  should_be_shut_down: ofDay,
  shut_down_fix: nothing,
  model_gone_behind: nothing,
  models_that_speak: v.object({ names: v.array(text) }),

  // what it hears, and how recordings are sent
  heard_words: nothing,
  heard_tokens: v.object({ tokens: number }),
  heard_by_practice: nothing,
  unheard: v.object({ answer: text }),
  unheard_wordless: nothing,
  unheard_fix: nothing,
  uploads: v.object({ format: v.picklist(uploadFormats) }),
  uploads_hindered: v.object({ obstacle: v.picklist(uploadObstacles) }),
  uploads_whole: nothing,
  uploads_as_mp3: nothing,
  uploads_untried: nothing,
  uploads_wished: nothing,

  // its voice
  speaks: v.object({ ms: number, format: text }),
  silent: nothing,
  silent_fix: nothing,
  undecodable: v.object({ format: text }),
  undecodable_fix: nothing,
  sound_dropped: nothing,
  sound_dropped_fix: nothing,
  sound_lost: nothing,
  sound_lost_fix: nothing,
  words_only: nothing,
  words_only_fix: nothing,
  speech_refused: nothing,
  speech_refused_fix: nothing,
  speech_refused_litellm_fix: nothing,

  // its replies
  streams: nothing,
  comes_whole: nothing,
  comes_whole_fix: nothing,
  whole_in_format: nothing,
  whole_wished: nothing,
  transcript: nothing,
  wordless: nothing,
  usage: v.object({ sent: number, answered: number, ofSound: number }),
  usage_rough: nothing,
  uncounted: nothing,
  id_kept: nothing,
  id_lost: nothing,
  id_lost_fix: nothing,
  id_refused: nothing,
  idless: nothing,

  // recordings put into words
  transcribed: v.object({ words: text }),
  transcription_unwanted: nothing,

  // what was not tried
  not_tried_after: v.object({ check: v.picklist(checkNames) }),
  not_tried_stopped: nothing,
  not_tried_limit: v.object({ limitUsd: number }),
}

type FindingName = keyof typeof findingValues
/** The values for the words of each finding. */
export type FindingValues = { [Name in FindingName]: v.InferOutput<(typeof findingValues)[Name]> }
/** A finding of a checkup: a name and the values for its words. */
export type Finding = { [Name in FindingName]: { name: Name } & FindingValues[Name] }[FindingName]

/** A finding of a checkup, as data: `sayFinding` puts it into words. */
export const FindingSchema = namedSchema<Finding>(findingValues)
