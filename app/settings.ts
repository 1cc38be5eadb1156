import * as v from 'valibot'
import { ListedPriceSchema, USD_LIMIT } from './cost/prices.ts'
import { RetentionPolicySchema } from './library/retention.ts'
import { defaultPersona, INSTRUCTIONS_LIMIT, PersonaIdSchema } from './personas/personas.ts'
import { nothingSaid, ProfileSchema, ProfilesSchema } from './profiles/profiles.ts'
import { ProxySchema } from './profiles/proxy.ts'
import { languages } from './words/language.ts'

const Line = v.pipe(v.string(), v.maxLength(2000))
const Text = v.pipe(v.string(), v.maxLength(INSTRUCTIONS_LIMIT))
/** The most characters the path of a folder may have. */
export const PATH_LIMIT = 4096

/** A chosen sound device, by id and label, because browsers change ids. `null` in settings means the system's default. */
export const DeviceSchema = v.object({ deviceId: Line, label: Line })
/** A chosen sound device. */
export type Device = v.InferOutput<typeof DeviceSchema>

/** Everything the user can choose, with its default. Kept as `settings.json` in the data folder; never contains a key. */
export const SettingsSchema = v.object({
  /** The servers the user has entered, in their order. */
  profiles: v.optional(ProfilesSchema, []),
  /** The profile that answers; empty: the first of the user's, or else the environment's, or else the practice partner. */
  profileId: v.optional(Line, ''),
  /** How the environment's profiles are asked. */
  fromEnvironment: v.optional(
    v.object({
      model: ProfileSchema.entries.model,
      abilities: ProfileSchema.entries.abilities,
      voice: ProfileSchema.entries.voice,
      transcriptionModel: ProfileSchema.entries.transcriptionModel,
      way: ProfileSchema.entries.way,
      speechModel: ProfileSchema.entries.speechModel,
    }),
    {},
  ),
  /** The persona for conversations that have none of their own. */
  personaId: v.optional(PersonaIdSchema, defaultPersona.id),
  /** The instructions of an earlier Parley, until they become a persona; null for none. */
  earlierInstructions: v.optional(v.nullable(Text), null),
  talk: v.optional(
    v.object({
      mode: v.optional(v.picklist(['hold', 'toggle', 'hybrid']), 'hold'),
      /** Recorded after release, so that no last syllable is lost. */
      tailMs: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2000)), 200),
      longestMs: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1000), v.maxValue(600_000)), 300_000),
      /** The length up to which a recording is sent while it is being made; a longer one is sent when it is whole. 0: none is. */
      sentEarlyMs: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(600_000)), 60_000),
      /** How long the microphone stays open after a turn. */
      warmMs: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(60_000)), 30_000),
      /** The global talk key, as `app/desktop/accelerator.ts` writes it; empty: none. */
      globalKey: v.optional(v.pipe(v.string(), v.maxLength(100)), ''),
      /** Whether a native hook watches that key, so that it can be held on systems that report no release. */
      hooksGlobalKey: v.optional(v.boolean(), false),
      /** Whether Escape works in every program while one records or hears a reply there, if there is such a key. */
      takesEscape: v.optional(v.boolean(), true),
      /** How often the "Hold to talk" hint has been shown; it stops after three. */
      hintsShown: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100)), 0),
    }),
    {},
  ),
  microphone: v.optional(v.nullable(DeviceSchema), null),
  speaker: v.optional(v.nullable(DeviceSchema), null),
  noiseSuppression: v.optional(v.boolean(), false),
  /** 0 to 1. */
  volume: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1)), 1),
  autoplayReplies: v.optional(v.boolean(), true),
  speakTypedReplies: v.optional(v.boolean(), true),
  /** Whether the system's voice says replies in words alone, if they would be played with sound. */
  speakTextReplies: v.optional(v.boolean(), true),
  /** How many of the user's last turns are sent again as sound. Older ones are sent as text, if they have any. */
  turnsAsSound: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(20)), 2),
  /** Whether recordings that were sent are transcribed, so that they can be read and found. */
  transcription: v.optional(
    v.object({
      isOn: v.optional(v.boolean(), false),
      /** Whether earlier recordings are being transcribed too, until that is done or stopped, also over restarts. */
      isBackfilling: v.optional(v.boolean(), false),
    }),
    {},
  ),
  /** How long what was said is kept. Only changed by `applyRetention`, whose preview the user has seen. */
  retention: v.optional(RetentionPolicySchema, {}),
  /** Whether the next sound of the conversation is played after a stored one has ended. */
  playOn: v.optional(v.boolean(), false),
  /** Whether silence in stored sounds is skipped. */
  skipSilence: v.optional(v.boolean(), false),
  /** Absolute path of the folder the library is in; empty: the data folder. */
  libraryFolder: v.optional(v.pipe(v.string(), v.maxLength(PATH_LIMIT)), ''),
  /** Prices that the user has corrected or added. */
  prices: v.optional(v.pipe(v.array(ListedPriceSchema), v.maxLength(500)), []),
  /** The amount in US dollars per month from which nothing is sent by itself; null: no limit. */
  monthlyStopUsd: v.optional(v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(USD_LIMIT))), null),
  /** How the desktop app shows itself outside its window. */
  desktop: v.optional(
    v.object({
      /** Whether closing the window leaves Parley in the tray, if there is one. */
      staysInTray: v.optional(v.boolean(), true),
      /** Whether Parley starts, hidden, when the user logs in. */
      opensAtLogin: v.optional(v.boolean(), false),
      /**
       * When the mini window is shown; `auto`: while one talks with another program in front, if it can be shown without taking the focus.
       */
      mini: v.optional(v.picklist(['auto', 'always', 'never']), 'auto'),
      /** Whether newer versions are looked for. Until the user has answered, the window asks, and nothing is looked for. */
      looksForUpdates: v.optional(v.picklist(['ask', 'yes', 'no']), 'ask'),
    }),
    {},
  ),
  /** The proxy through which servers on the internet are reached. */
  proxy: v.optional(ProxySchema, {}),
  appearance: v.optional(v.picklist(['system', 'light', 'dark']), 'system'),
  /** The window's language. */
  language: v.optional(v.picklist(['system', ...languages]), 'system'),
  setupDone: v.optional(v.boolean(), false),
})
/** Everything the user can choose. */
export type Settings = v.InferOutput<typeof SettingsSchema>

/** A change to settings: any part of them. Objects are merged one level deep. */
export const SettingsChangeSchema = v.partial(
  v.object({
    ...SettingsSchema.entries,
    fromEnvironment: v.partial(SettingsSchema.entries.fromEnvironment.wrapped),
    talk: v.partial(SettingsSchema.entries.talk.wrapped),
    transcription: v.partial(SettingsSchema.entries.transcription.wrapped),
    desktop: v.partial(SettingsSchema.entries.desktop.wrapped),
    proxy: v.partial(ProxySchema),
  }),
)
/** A change to settings. */
export type SettingsChange = v.InferInput<typeof SettingsChangeSchema>

/** The settings of a first start. */
export const defaultSettings: Settings = v.parse(SettingsSchema, {})

/**
 * Applies a change. Keys that are missing or undefined in it stay as they are. What the user said about a model's abilities is forgotten
 * when the model changes.
 */
export function changeSettings(settings: Settings, change: SettingsChange): Settings {
  const { model: before } = settings.fromEnvironment
  const isOtherModel = (change.fromEnvironment?.model ?? before) !== before
  return v.parse(SettingsSchema, {
    ...settings,
    ...given(change),
    fromEnvironment: {
      ...settings.fromEnvironment,
      ...(isOtherModel ? { abilities: nothingSaid } : {}),
      ...given(change.fromEnvironment),
    },
    talk: { ...settings.talk, ...given(change.talk) },
    transcription: { ...settings.transcription, ...given(change.transcription) },
    desktop: { ...settings.desktop, ...given(change.desktop) },
    proxy: { ...settings.proxy, ...given(change.proxy) },
  })
}

function given(change: object = {}): object {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
}
