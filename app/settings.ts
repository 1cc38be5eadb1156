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

/** A chosen sound device: id and label, because browsers rotate ids. `null` in settings means the system's default. */
export const DeviceSchema = v.object({ deviceId: Line, label: Line })
/** A chosen sound device. */
export type Device = v.InferOutput<typeof DeviceSchema>

/** Everything the user can choose, with its default. Kept as `settings.json` in the data folder; never holds a key. */
export const SettingsSchema = v.object({
  /** The servers the user has entered, in their order. */
  profiles: v.optional(ProfilesSchema, []),
  /** Which profile answers; empty: the first of these, else the environment's, else the practice partner. */
  profileId: v.optional(Line, ''),
  /** What is asked of the profiles that the environment names. */
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
  /** Which persona the model is, where a conversation has none of its own. */
  personaId: v.optional(PersonaIdSchema, defaultPersona.id),
  /** What an earlier Parley told the model, until a persona is made of it; null for nothing. */
  earlierInstructions: v.optional(v.nullable(Text), null),
  talk: v.optional(
    v.object({
      mode: v.optional(v.picklist(['hold', 'toggle', 'hybrid']), 'hold'),
      /** Recorded after release, so that no last syllable is lost. */
      tailMs: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2000)), 200),
      longestMs: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1000), v.maxValue(600_000)), 300_000),
      /** How much of a recording goes out while it is being made, at most: a longer one goes when it is whole. 0: none does. */
      sentEarlyMs: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(600_000)), 60_000),
      /** How long the microphone stays open after a turn. */
      warmMs: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(60_000)), 30_000),
      /** The key that works in every program, as `app/desktop/accelerator.ts` writes it; empty: none. */
      globalKey: v.optional(v.pipe(v.string(), v.maxLength(100)), ''),
      /** Whether a native hook looks for that key, so that it can be held where the system tells of no release. */
      hooksGlobalKey: v.optional(v.boolean(), false),
      /** Whether Escape counts in every program while one talks or is spoken to there, where there is such a key. */
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
  /** Whether replies in words alone are said by the system's voice, where they would be played if they had sound. */
  speakTextReplies: v.optional(v.boolean(), true),
  /** How many of the user's last turns are sent again as sound; older ones go as text where there is text. */
  turnsAsSound: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(20)), 2),
  /** Whether recordings that were sent are put into words, so that they can be read and found. */
  transcription: v.optional(
    v.object({
      isOn: v.optional(v.boolean(), false),
      /** Whether earlier recordings are being put into words too; until they are, or that is stopped, restarts included. */
      isBackfilling: v.optional(v.boolean(), false),
    }),
    {},
  ),
  /** How long what was said is kept. Changed by `applyRetention` alone, which the user has seen a preview of. */
  retention: v.optional(RetentionPolicySchema, {}),
  /** Whether a stored sound that is played to its end is followed by the next one of its conversation. */
  playOn: v.optional(v.boolean(), false),
  /** Whether silences are jumped over in stored sounds. */
  skipSilence: v.optional(v.boolean(), false),
  /** Absolute path of the folder the library is in; empty: the data folder. */
  libraryFolder: v.optional(v.pipe(v.string(), v.maxLength(PATH_LIMIT)), ''),
  /** Prices the user knows better, or that Parley does not know. */
  prices: v.optional(v.pipe(v.array(ListedPriceSchema), v.maxLength(500)), []),
  /** From how many US dollars in a month nothing is sent by itself any more; null: whatever it costs. */
  monthlyStopUsd: v.optional(v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(USD_LIMIT))), null),
  /** How Parley shows itself outside its window, where it is a program of its own. */
  desktop: v.optional(
    v.object({
      /** Whether closing the window leaves Parley in the tray, where there is one. */
      staysInTray: v.optional(v.boolean(), true),
      /** Whether Parley starts, hidden, when the user logs in. */
      opensAtLogin: v.optional(v.boolean(), false),
      /** When the mini window is there; `auto`: while one talks and another program is in front, if it can be shown without the focus. */
      mini: v.optional(v.picklist(['auto', 'always', 'never']), 'auto'),
      /** Whether newer versions are looked for. Until the user has answered, the window asks and nothing is. */
      looksForUpdates: v.optional(v.picklist(['ask', 'yes', 'no']), 'ask'),
    }),
    {},
  ),
  /** Through whom servers on the internet are reached. */
  proxy: v.optional(ProxySchema, {}),
  appearance: v.optional(v.picklist(['system', 'light', 'dark']), 'system'),
  /** What the window speaks. */
  language: v.optional(v.picklist(['system', ...languages]), 'system'),
  setupDone: v.optional(v.boolean(), false),
})
/** Everything the user can choose. */
export type Settings = v.InferOutput<typeof SettingsSchema>

/** A change to settings: any part of it; objects are merged one level deep. */
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
 * Applies a change. Keys that the change leaves out, or that are undefined in it, stay as they are. What the user said that one model can do
 * is forgotten when the model changes.
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
