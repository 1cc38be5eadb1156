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
 * How secrets are kept: sealed by the key store of macOS, Windows or the Linux desktop, in memory until Parley ends, or, if the user allows
 * it, in an unencrypted file that only the user can read.
 */
const KeyKeepingSchema = v.picklist(['keychain', 'dpapi', 'keyring', 'session-only', 'plaintext-consented'])
/** How secrets are kept. */
export type KeyKeeping = v.InferOutput<typeof KeyKeepingSchema>

/** What the window may know about a key. */
const KeyStatusSchema = v.object({
  present: v.boolean(),
  lastFour: v.string(),
  /** How it is kept, headers included; null when there is nothing. */
  kept: v.nullable(v.picklist([...KeyKeepingSchema.options, 'environment'])),
})
/** What the window may know about a key. */
export type KeyStatus = v.InferOutput<typeof KeyStatusSchema>

/** A profile as it would be asked now. */
const ProfileStatusSchema = v.object({
  id: v.string(),
  kind: v.picklist(['practice', 'environment', 'custom']),
  /** Its name, or the host. Empty when a faulty environment gives none that can be shown. */
  name: v.string(),
  baseUrl: v.string(),
  model: v.string(),
  voice: v.string(),
  /** The day on which that model is shut down, if it is known. */
  shutdownDate: v.nullable(DaySchema),
  /** Such as `OPENAI_API_KEY`, "Settings" or "no key". */
  keySource: v.string(),
  key: KeyStatusSchema,
  /** Those of its headers that have values; the others are not sent. */
  headersKept: v.array(v.string()),
  /** Whether the model gets recordings themselves, or their words. */
  way: ProfileSchema.entries.way,
  /** Whether asking its model is free, as far as is known. */
  isFree: v.boolean(),
  /** What was learned by asking its model; null while nothing was. */
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
  /** The language of main and the window. */
  language: v.picklist(languages),
  library: v.object({
    /** Where it is: mostly the data folder. */
    folder: v.string(),
    /** Why there is no library, if so: its folder is not there. Nothing is kept then. */
    failure: v.nullable(FailureSchema),
  }),
  /** The profile that answers in conversations without one of their own. */
  endpoint: ProfileStatusSchema,
  /** All profiles: the user's, the environment's, the practice partner. */
  profiles: v.array(ProfileStatusSchema),
  personas: v.object({
    /** All personas, always including the built-in one. */
    all: v.array(PersonaSummarySchema),
    /** Why files of the folder are not among them, or why the folder cannot be used. Such files are left alone. */
    faults: v.array(FailureSchema),
    folder: v.string(),
  }),
  /** How a key that is entered now is kept, unless the user allows a file. */
  keyKeeping: KeyKeepingSchema,
  /** What the global talk key can do on this system. */
  globalKey: KeyCapabilitySchema,
  /** What the desktop allows Parley; null in a browser tab. */
  desktop: v.nullable(
    v.object({
      platform: v.picklist(['macos', 'windows', 'linux']),
      /** Whether the desktop shows tray icons. */
      hasTray: v.boolean(),
      /** The packaging that may keep Parley from the system's sound, if any. */
      packaging: v.nullable(v.picklist(['flatpak', 'snap'])),
      /** Whether the system lets Parley use the microphone. Linux does not say. */
      microphone: v.picklist(['unknown', 'not-asked', 'granted', 'denied']),
      /** Whether PipeWire or PulseAudio can be reached. */
      hasSoundServer: v.boolean(),
      /** Whether Parley can be started when the user logs in. */
      mayOpenAtLogin: v.boolean(),
      /** Whether a native hook can watch the global talk key. It is not used where a portal provides the key. */
      mayHookKeys: v.boolean(),
      updates: UpdatesSchema,
    }),
  ),
  /** Why recordings are not being transcribed although that is switched on; null when nothing prevents it. */
  transcription: v.nullable(FailureSchema),
  /** What happened at the start and since, for the whole window, such as recovered recordings or a mended library. */
  notices: v.array(NoticeSchema),
})
/** What the desktop allows Parley. */
export type DesktopStatus = NonNullable<Status['desktop']>
/** Who answers, where the key came from, where everything is kept. */
export type Status = v.InferOutput<typeof StatusSchema>
