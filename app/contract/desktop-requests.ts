import * as v from 'valibot'
import { PresenceSchema } from '../desktop/presence.ts'
import { SettingsSchema } from '../settings.ts'
import { talkCommands } from '../talk/talk-command.ts'
import { Nothing } from './fields.ts'

/** Why the system ended a recording, which becomes a draft, and maybe playback. */
export const InterruptionSchema = v.object({
  reason: v.picklist(['asleep', 'locked', 'user-left']),
  isSilenced: v.boolean(),
})
/** Why the system ended a recording. */
export type Interruption = v.InferOutput<typeof InterruptionSchema>

/** A page of the system's settings, or Parley's web page, where newer versions are. */
const SystemPageSchema = v.picklist(['microphone', 'accessibility', 'releases'])
/** A page outside Parley, by its purpose. */
export type SystemPage = v.InferOutput<typeof SystemPageSchema>

/** A folder of Parley's that can be shown in the file manager. */
const RevealedFolderSchema = v.picklist(['data', 'library', 'personas'])
/** A folder of Parley's that can be shown in the file manager. */
export type RevealedFolder = v.InferOutput<typeof RevealedFolderSchema>

/** What the application's menu can ask of the window. */
export const menuActions = ['about', 'settings', 'shortcuts', 'new-conversation', 'private-conversation'] as const
/** What the application's menu can ask of the window. */
export type MenuAction = (typeof menuActions)[number]

/** What the mini window shows. */
export const MiniViewSchema = v.object({
  ...v.pick(PresenceSchema, ['state', 'words']).entries,
  appearance: SettingsSchema.entries.appearance,
  /** The language's tag (BCP 47). */
  language: v.string(),
  /** Whether its page moves it with the pointer; otherwise the system does. */
  isMovedByPage: v.boolean(),
  /** Its words: its name, what is going on, and its buttons. */
  says: v.object({ title: v.string(), state: v.string(), talk: v.string(), open: v.string(), hide: v.string() }),
})
/** What the mini window shows. */
export type MiniView = v.InferOutput<typeof MiniViewSchema>

const Pixels = v.pipe(v.number(), v.integer(), v.minValue(-100_000), v.maxValue(100_000))
const PointSchema = v.object({ x: Pixels, y: Pixels })
/** How the mini window follows the pointer, in device-independent pixels. */
const MiniMoveSchema = v.object({
  /** Where in the window the pointer holds it. */
  grip: PointSchema,
  /**
   * Where the pointer is, in coordinates over all displays. Null for the mouse, about which main asks the system, because the page counts
   * from the window's corner, which moves meanwhile.
   */
  at: v.nullable(PointSchema),
})
/** How the mini window follows the pointer. */
export type MiniMove = v.InferOutput<typeof MiniMoveSchema>

/** What windows ask of the desktop host. In a browser tab these do nothing. */
export const desktopRequests = {
  /** Reports what the window is doing, for the tray and the mini window. */
  reportPresence: { input: PresenceSchema, output: Nothing },
  /** Reports the level, 0 to 1, several times a second, while the mini window may be shown. */
  reportLevel: { input: v.object({ level: v.pipe(v.number(), v.minValue(0), v.maxValue(1)) }), output: Nothing },
  /** Brings the window to the front. */
  showWindow: { input: Nothing, output: Nothing },
  openSystemPage: { input: v.object({ page: SystemPageSchema }), output: Nothing },
  /** Looks for a newer version now, if that is allowed. */
  lookForUpdate: { input: Nothing, output: Nothing },
  /** Downloads the version that was found, to be installed when Parley quits. */
  fetchUpdate: { input: Nothing, output: Nothing },
  /** Shows a folder in the system's file manager. */
  revealFolder: { input: v.object({ folder: RevealedFolderSchema }), output: Nothing },
  /** The mini window's button was pressed or released. The main window is told, because that is where talking is done. */
  commandTalk: { input: v.object({ command: v.picklist(talkCommands) }), output: Nothing },
  /** What the mini window shows; null if there is none. */
  getMiniView: { input: Nothing, output: v.object({ view: v.nullable(MiniViewSchema) }) },
  /** Moves the mini window with the pointer, within the display. */
  moveMini: { input: MiniMoveSchema, output: Nothing },
  /** Hides the mini window until the settings say otherwise. */
  hideMini: { input: Nothing, output: Nothing },
} as const
