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

/** What the window asks about profiles: which answers, how they are kept, what is secret of them, which models they have, and what works of them. */
export const profileRequests = {
  /** Decides which profile answers; an empty id leaves that to Parley. */
  chooseProfile: { input: v.object({ profileId: v.union([v.literal(''), ProfileIdSchema]) }), output: SettingsSchema },
  addProfile: { input: v.object({ profileId: IdSchema, ...ProfileChangeSchema.entries }), output: SettingsSchema },
  /** Changes what is given of a profile. At another address it has no key and no header values. */
  changeProfile: {
    input: v.object({ profileId: ProfileIdSchema, ...ProfileChangeSchema.entries }),
    output: SettingsSchema,
  },
  /** Makes a profile of the user's own like another, which may be one of the environment's; with its key and headers. */
  copyProfile: {
    input: v.object({ profileId: ProfileIdSchema, newProfileId: IdSchema, name: ProfileSchema.entries.name }),
    output: SettingsSchema,
  },
  /** Removes a profile and forgets its key and headers. */
  removeProfile: { input: OfProfile, output: SettingsSchema },
  /** Takes back, within a minute, that a profile was removed: it is there again with its key and headers. */
  restoreProfile: { input: OfProfile, output: SettingsSchema },
  /** Keys go in and never come back. */
  setKey: { input: v.object({ profileId: ProfileIdSchema, key: Secret }), output: Nothing },
  clearKey: { input: OfProfile, output: Nothing },
  /** Adds a header to what is sent to a profile, or changes it. Its value goes in and never comes back. */
  setHeader: { input: v.object({ ...OfProfile.entries, name: HeaderName, value: Secret }), output: SettingsSchema },
  removeHeader: { input: v.object({ ...OfProfile.entries, name: HeaderName }), output: SettingsSchema },
  /** Forgets what was learned of a profile's server by asking it. It is forgotten anyway when its base URL or model changes. */
  forgetLearned: { input: OfProfile, output: Nothing },
  /**
   * The models that a profile's server has, those that hear and speak first: as it said in the last day, unless it is to be asked
   * again. A failure comes with what was known before.
   */
  listModels: {
    input: v.object({ ...OfProfile.entries, isWantedAnew: v.optional(v.boolean(), false) }),
    output: ModelListSchema,
  },
  /** What hearing one of a profile's voices is likely to cost. Spends nothing. */
  getPreviewPrice: { input: OfProfile, output: PreviewPriceSchema },
  /** Asks a profile's server for one spoken sentence in a voice, which costs something and is not kept: pcm at 24 kHz. */
  previewVoice: {
    input: v.object({ ...OfProfile.entries, previewId: IdSchema, voice: ProfileSchema.entries.voice }),
    output: v.object({ pcm: Bytes }),
  },
  stopPreview: { input: v.object({ previewId: IdSchema }), output: Nothing },
  /** What looking through a profile would cost, and what came of it last, if it has not been changed since. Spends nothing. */
  getCheckup: {
    input: OfProfile,
    output: v.object({ price: CheckupPriceSchema, checkup: v.nullable(CheckupSchema) }),
  },
  /** Begins to look through a profile, which costs something; what is found is announced. */
  startCheckup: { input: OfProfile, output: Nothing },
  stopCheckup: { input: OfProfile, output: Nothing },
} as const
