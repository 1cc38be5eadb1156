import * as v from 'valibot'
import { KeyCapabilitySchema } from './desktop/global-key.ts'
import { UpdatesSchema } from './desktop/updates.ts'
import { FailureSchema } from './errors.ts'
import { NoticeSchema } from './notices.ts'
import { PersonaSummarySchema } from './personas/personas.ts'
import { KnowledgeSchema } from './profiles/knowledge.ts'
import { DaySchema } from './profiles/models.ts'
import { ProfileSchema } from './profiles/profiles.ts'
import { languages } from './words/language.ts'

/**
 * How what is secret is kept: sealed by the key store of macOS, Windows or the Linux desktop, in memory until Parley ends, or in a
 * file that only the user can read and that is not encrypted, which the user has to allow.
 */
const KeyKeepingSchema = v.picklist(['keychain', 'dpapi', 'keyring', 'session-only', 'plaintext-consented'])
/** How what is secret is kept. */
export type KeyKeeping = v.InferOutput<typeof KeyKeepingSchema>

/** What can be said of a key without showing it. */
const KeyStatusSchema = v.object({
  present: v.boolean(),
  lastFour: v.string(),
  /** How it is kept, headers included; null when there is nothing. */
  kept: v.nullable(v.picklist([...KeyKeepingSchema.options, 'environment'])),
})
/** What can be said of a key without showing it. */
export type KeyStatus = v.InferOutput<typeof KeyStatusSchema>

/** A profile as it would be asked now. */
const ProfileStatusSchema = v.object({
  id: v.string(),
  kind: v.picklist(['practice', 'environment', 'custom']),
  /** What it is called, or the host. Empty when a faulty environment names none that can be shown. */
  name: v.string(),
  baseUrl: v.string(),
  model: v.string(),
  voice: v.string(),
  /** The day on which that model is shut down, where it is known. */
  shutdownDate: v.nullable(DaySchema),
  /** Such as `OPENAI_API_KEY`, "Settings" or "no key". */
  keySource: v.string(),
  key: KeyStatusSchema,
  /** Those of its headers whose values are there; without them the others are not sent. */
  headersKept: v.array(v.string()),
  /** Whether recordings go to the model themselves, or by way of words. */
  way: ProfileSchema.entries.way,
  /** Whether asking its model costs nothing, as far as anybody says. */
  isFree: v.boolean(),
  /** What asking its model has shown; null while nothing has. */
  learned: v.nullable(KnowledgeSchema),
  /** Why it cannot be used as it is, if so. */
  failure: v.nullable(FailureSchema),
})
/** A profile as it would be asked now. */
export type ProfileStatus = v.InferOutput<typeof ProfileStatusSchema>

/** Who answers, where the key came from, where everything is kept. */
export const StatusSchema = v.object({
  host: v.picklist(['desktop', 'browser']),
  version: v.string(),
  dataFolder: v.string(),
  /** What main speaks, and the window with it. */
  language: v.picklist(languages),
  library: v.object({
    /** Where it is: the data folder mostly. */
    folder: v.string(),
    /** Why there is none, if so: its folder is not there. Nothing is kept then. */
    failure: v.nullable(FailureSchema),
  }),
  /** The profile that answers where a conversation has none of its own. */
  endpoint: ProfileStatusSchema,
  /** Every profile there is: the user's, the environment's, the practice partner. */
  profiles: v.array(ProfileStatusSchema),
  personas: v.object({
    /** Every persona there is; the built-in one is always among them. */
    all: v.array(PersonaSummarySchema),
    /** Why files of the folder are not among them, or why it cannot be used. They are left alone. */
    faults: v.array(FailureSchema),
    folder: v.string(),
  }),
  /** How a key that is entered now is kept, unless the user allows a file. */
  keyKeeping: KeyKeepingSchema,
  /** What the talk key that works in every program can do here. */
  globalKey: KeyCapabilitySchema,
  /** What the desktop lets Parley do; null in a browser tab. */
  desktop: v.nullable(
    v.object({
      platform: v.picklist(['macos', 'windows', 'linux']),
      /** Whether there is a place for icons of programs that run. */
      hasTray: v.boolean(),
      /** What stands between Parley and the system's sound, if so. */
      packaging: v.nullable(v.picklist(['flatpak', 'snap'])),
      /** Whether the system lets Parley use the microphone. Linux does not say. */
      microphone: v.picklist(['unknown', 'not-asked', 'granted', 'denied']),
      /** Whether PipeWire or PulseAudio can be reached. */
      hasSoundServer: v.boolean(),
      /** Whether Parley can be started when the user logs in. */
      mayOpenAtLogin: v.boolean(),
      /** Whether a native hook can look for the key that works in every program: not where a portal gives it. */
      mayHookKeys: v.boolean(),
      updates: UpdatesSchema,
    }),
  ),
  /** Why no recordings are put into words at present, although that is switched on; null when nothing hinders it. */
  transcription: v.nullable(FailureSchema),
  /** What happened at the start and since, for the whole window: recovered recordings, a mended library. */
  notices: v.array(NoticeSchema),
})
/** What the desktop lets Parley do. */
export type DesktopStatus = NonNullable<Status['desktop']>
/** Who answers, where the key came from, where everything is kept. */
export type Status = v.InferOutput<typeof StatusSchema>
