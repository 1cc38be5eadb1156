import * as v from 'valibot'
import { IdSchema } from '../conversation.ts'
import { CheckupPriceSchema, CheckupSchema } from '../profiles/doctor.ts'
import { ModelListSchema } from '../profiles/models.ts'
import { ProfileChangeSchema, ProfileIdSchema, ProfileSchema } from '../profiles/profiles.ts'
import { PreviewPriceSchema } from '../profiles/voice-preview.ts'
import { SettingsSchema } from '../settings.ts'
import { Bytes, Nothing } from './fields.ts'

const OfProfile = v.object({ profileId: ProfileIdSchema })
/** A key, or the value of a header. */
const Secret = v.pipe(v.string(), v.maxLength(4096))
const HeaderName = v.pipe(v.string(), v.maxLength(100))

/** Requests about profiles: which one answers, their settings, keys and headers, their models, and their checkups. */
export const profileRequests = {
  /** Chooses the profile that answers; an empty id leaves the choice to Parley. */
  chooseProfile: { input: v.object({ profileId: v.union([v.literal(''), ProfileIdSchema]) }), output: SettingsSchema },
  addProfile: { input: v.object({ profileId: IdSchema, ...ProfileChangeSchema.entries }), output: SettingsSchema },
  /** Changes the given fields of a profile. With another address it loses its key and header values. */
  changeProfile: {
    input: v.object({ profileId: ProfileIdSchema, ...ProfileChangeSchema.entries }),
    output: SettingsSchema,
  },
  /** Copies a profile, which may be one of the environment's, into one of the user's own, with key and headers. */
  copyProfile: {
    input: v.object({ profileId: ProfileIdSchema, newProfileId: IdSchema, name: ProfileSchema.entries.name }),
    output: SettingsSchema,
  },
  /** Removes a profile with its key and headers. */
  removeProfile: { input: OfProfile, output: SettingsSchema },
  /** Restores a profile that was removed within the last minute, with its key and headers. */
  restoreProfile: { input: OfProfile, output: SettingsSchema },
  /** Sets a key. Keys are never sent back to the window. */
  setKey: { input: v.object({ profileId: ProfileIdSchema, key: Secret }), output: Nothing },
  clearKey: { input: OfProfile, output: Nothing },
  /** Adds or changes a header that is sent with a profile's requests. Its value is never sent back to the window. */
  setHeader: { input: v.object({ ...OfProfile.entries, name: HeaderName, value: Secret }), output: SettingsSchema },
  removeHeader: { input: v.object({ ...OfProfile.entries, name: HeaderName }), output: SettingsSchema },
  /** Forgets what was learned about a profile's server. That also happens when its base URL or model changes. */
  forgetLearned: { input: OfProfile, output: Nothing },
  /**
   * The models of a profile's server, those that hear and speak first. The list is at most a day old, unless the server is to be asked
   * again. A failure comes with the list known before.
   */
  listModels: {
    input: v.object({ ...OfProfile.entries, isWantedAnew: v.optional(v.boolean(), false) }),
    output: ModelListSchema,
  },
  /** The likely cost of hearing one of a profile's voices. Spends nothing. */
  getPreviewPrice: { input: OfProfile, output: PreviewPriceSchema },
  /** Asks a profile's server for one spoken sentence in a voice, as pcm at 24 kHz. This costs something, and the sound is not kept. */
  previewVoice: {
    input: v.object({ ...OfProfile.entries, previewId: IdSchema, voice: ProfileSchema.entries.voice }),
    output: v.object({ pcm: Bytes }),
  },
  stopPreview: { input: v.object({ previewId: IdSchema }), output: Nothing },
  /** The likely cost of a checkup of a profile, and the last result, if the profile has not changed since. Spends nothing. */
  getCheckup: {
    input: OfProfile,
    output: v.object({ price: CheckupPriceSchema, checkup: v.nullable(CheckupSchema) }),
  },
  /** Begins a checkup of a profile, which costs something. Results are announced. */
  startCheckup: { input: OfProfile, output: Nothing },
  stopCheckup: { input: OfProfile, output: Nothing },
} as const
