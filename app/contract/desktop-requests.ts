import * as v from 'valibot'
import { PresenceSchema } from '../desktop/presence.ts'
import { SettingsSchema } from '../settings.ts'
import { talkCommands } from '../talk/talk-command.ts'
import { Nothing } from './fields.ts'

/** What ends a recording, as a draft, and may silence a reply, because of the system. */
export const InterruptionSchema = v.object({
  reason: v.picklist(['asleep', 'locked', 'user-left']),
  isSilenced: v.boolean(),
})
/** What ends a recording because of the system. */
export type Interruption = v.InferOutput<typeof InterruptionSchema>

/** A page of the system's own settings, or Parley's page in the web, where newer versions are. */
const SystemPageSchema = v.picklist(['microphone', 'accessibility', 'releases'])
/** A page outside of Parley, by what it is for. */
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
  /** The tag (BCP 47) of the language it speaks. */
  language: v.string(),
  /** Whether its page sees to it that it is moved with the pointer, or the system does. */
  isMovedByPage: v.boolean(),
  /** What it says: what it is called, what goes on, and what its buttons do. */
  says: v.object({ title: v.string(), state: v.string(), talk: v.string(), open: v.string(), hide: v.string() }),
})
/** What the mini window shows. */
export type MiniView = v.InferOutput<typeof MiniViewSchema>

const Pixels = v.pipe(v.number(), v.integer(), v.minValue(-100_000), v.maxValue(100_000))
const PointSchema = v.object({ x: Pixels, y: Pixels })
/** How the mini window follows the pointer, in device-independent pixels. */
const MiniMoveSchema = v.object({
  /** Where in it the pointer holds it. */
  grip: PointSchema,
  /**
   * Where the pointer is on all displays together; null for the mouse, about which main asks the system: the page counts from where the window
   * is, which changes meanwhile.
   */
  at: v.nullable(PointSchema),
})
/** How the mini window follows the pointer. */
export type MiniMove = v.InferOutput<typeof MiniMoveSchema>

/** What windows ask of the desktop they are on. In a browser tab nothing comes of any of it. */
export const desktopRequests = {
  /** The window tells what it is doing, for the tray and the mini window. */
  reportPresence: { input: PresenceSchema, output: Nothing },
  /** The window tells how loud it is now, 0 to 1, several times a second, while the mini window may be there. */
  reportLevel: { input: v.object({ level: v.pipe(v.number(), v.minValue(0), v.maxValue(1)) }), output: Nothing },
  /** Brings the window to the front. */
  showWindow: { input: Nothing, output: Nothing },
  openSystemPage: { input: v.object({ page: SystemPageSchema }), output: Nothing },
  /** Looks for a newer version now, where that is allowed. */
  lookForUpdate: { input: Nothing, output: Nothing },
  /** Fetches the version that was found, to be installed when Parley is quit. */
  fetchUpdate: { input: Nothing, output: Nothing },
  /** Shows a folder in the system's file manager. */
  revealFolder: { input: v.object({ folder: RevealedFolderSchema }), output: Nothing },
  /** The mini window's button was pressed or released: the window is told, where talking is done. */
  commandTalk: { input: v.object({ command: v.picklist(talkCommands) }), output: Nothing },
  /** What the mini window shows; null where there is none. */
  getMiniView: { input: Nothing, output: v.object({ view: v.nullable(MiniViewSchema) }) },
  /** Moves the mini window with the pointer, as far as a display goes. */
  moveMini: { input: MiniMoveSchema, output: Nothing },
  /** Takes the mini window away until the settings say otherwise. */
  hideMini: { input: Nothing, output: Nothing },
} as const
