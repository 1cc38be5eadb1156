import { readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import * as v from 'valibot'
import {
  type Conversation,
  IdSchema,
  ReplySchema,
  type Sound,
  SoundSchema,
  TranscriptionSchema,
  type Turn,
  TurnSchema,
} from '../../../app/conversation.ts'
import { type Failure, FailureSchema } from '../../../app/errors.ts'
import { readSoundName } from '../paths.ts'
import { readInto, withFile } from '../sounds/sound-bytes.ts'

/** The version of `conversation.json` that this Parley writes, and the newest it understands. */
export const MANIFEST_FORMAT = 1
/** A larger file is not a conversation's; it is not read. */
const MANIFEST_BYTES_LIMIT = 256 * 1024 * 1024

const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const Time = v.pipe(v.number(), v.safeInteger())
const FileName = v.pipe(
  v.string(),
  v.check(name => readSoundName(name)?.isPart === false, 'is not the name of a sound file'),
)

/** A failure whose code may no longer be in use, or not yet. It still has its sentence. */
const ToldFailureSchema = v.union([
  FailureSchema,
  v.pipe(
    v.object({ code: v.unknown(), message: v.string() }),
    v.transform(({ message }): Failure => ({ code: 'internal', message })),
  ),
])

const ToldTranscriptionSchema = v.variant('name', [
  TranscriptionSchema.options[0],
  v.object({ ...TranscriptionSchema.options[1].entries, failure: ToldFailureSchema }),
])

/** A sound as `conversation.json` describes it: without its peaks, which can be made again. */
const ManifestSoundSchema = v.object({
  ...v.omit(SoundSchema, ['peaks', 'file']).entries,
  /** Name of the file, in the same folder. */
  file: FileName,
})
/** A sound as `conversation.json` describes it. */
export type ManifestSound = v.InferOutput<typeof ManifestSoundSchema>

/** The schema of a turn in `conversation.json`; `sound` is the schema of its sounds. */
function turnSchemaWith<const S extends v.GenericSchema>(sound: S) {
  return v.object({
    ...v.omit(TurnSchema, ['conversationId', 'recording', 'reply']).entries,
    failure: v.nullable(ToldFailureSchema),
    transcription: v.optional(v.nullable(ToldTranscriptionSchema), null),
    recording: v.nullable(sound),
    reply: v.nullable(
      v.object({
        ...v.omit(ReplySchema, ['sound']).entries,
        voiceFailure: v.optional(v.nullable(ToldFailureSchema), null),
        sound: v.nullable(sound),
      }),
    ),
  })
}

/** The schema of `conversation.json`; `sound` is the schema of its sounds. */
export function manifestSchemaWith<const S extends v.GenericSchema>(sound: S) {
  return v.object({
    format: v.literal(MANIFEST_FORMAT),
    id: IdSchema,
    /** What the user called it; null when nobody named it. */
    name: v.nullable(v.string()),
    createdAt: Time,
    changedAt: Time,
    isPinned: v.boolean(),
    isArchived: v.boolean(),
    purgeAt: v.nullable(Time),
    /** The conversation's own profile, as this Parley knows it; null when it has none. */
    profileId: v.optional(v.nullable(v.string()), null),
    /** The conversation's own persona, likewise. */
    personaId: v.optional(v.nullable(v.string()), null),
    /** Grows with every change, so that the newer of two files can be told. */
    revision: Count,
    /** The number of the next turn. Smaller ones are never reused. */
    nextPosition: Count,
    /** Names of files that were deleted, but may still be there. */
    deleted: v.array(v.string()),
    turns: v.array(turnSchemaWith(sound)),
  })
}

/** A turn as `conversation.json` describes it. */
export const ManifestTurnSchema = turnSchemaWith(ManifestSoundSchema)
/** A turn as `conversation.json` describes it. */
export type ManifestTurn = v.InferOutput<typeof ManifestTurnSchema>

/** Everything the library knows of a conversation, except what can be worked out again, as kept beside the sound files. */
const ManifestSchema = manifestSchemaWith(ManifestSoundSchema)
/** Everything the library knows of a conversation, as kept beside the sound files. */
export type Manifest = v.InferOutput<typeof ManifestSchema>

/** The result of reading a `conversation.json`: its content, or why it has none. */
export type ReadManifest =
  | ({ kind: 'manifest' } & ToldManifest)
  /** The conversation was deleted; what is left in its folder goes too. */
  | { kind: 'deleted' }
  /** A newer Parley wrote it. `told` is the part that this Parley understands, if that is enough. */
  | { kind: 'newer'; told: ToldManifest | null }
  | { kind: 'missing' | 'unreadable' }

/** The content of a `conversation.json`, and the size and time of change (ms since 1970) of the file. */
export interface ToldManifest {
  manifest: Manifest
  bytes: number
  changedAt: number
}

/** The fields without which a file is no `conversation.json`, whichever Parley wrote it. */
const MarkSchema = v.object({
  format: v.pipe(v.number(), v.integer(), v.minValue(1)),
  isDeleted: v.optional(v.boolean(), false),
})

/** The content of a `conversation.json`. */
export function toManifest(source: {
  conversation: Conversation
  revision: number
  nextPosition: number
  /** Paths of files that were deleted, but may still be there. */
  deleted: readonly string[]
  turns: readonly Turn[]
}): Manifest {
  const { id, title, isNamed, createdAt, changedAt, isPinned, isArchived, purgeAt, profileId, personaId } =
    source.conversation
  const { revision, nextPosition } = source
  return {
    ...{ format: MANIFEST_FORMAT, id, name: isNamed ? title : null },
    ...{ createdAt, changedAt, isPinned, isArchived, purgeAt, profileId, personaId },
    ...{ revision, nextPosition, deleted: source.deleted.map(path => basename(path)) },
    turns: source.turns.map(toManifestTurn),
  }
}

/** The text of a `conversation.json` with that content. */
export function manifestText(manifest: Manifest): string {
  return `${JSON.stringify(manifest, null, 1)}\n`
}

/** The text of the file of a conversation that is being deleted. As long as the file is there, it says that the rest is to be deleted. */
export function writeDeletedManifest(): string {
  return `${JSON.stringify({ format: MANIFEST_FORMAT, isDeleted: true })}\n`
}

/** Reads a `conversation.json`. Throws only what the file system throws; `path` may name a file that is not there. */
export function readManifest(path: string): ReadManifest {
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found) return { kind: 'missing' }
  if (!found.isFile() || found.size > MANIFEST_BYTES_LIMIT) return { kind: 'unreadable' }
  return parseManifest(readFileSync(path, 'utf8'), { bytes: found.size, changedAt: found.mtimeMs })
}

/** How much of the file is read to find its version, which comes first. */
const FORMAT_BYTES = 64

/** The version of a `conversation.json`, without reading all of it; 0 when it does not begin with one, or is not there. */
export function readFormat(path: string): number {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return 0
  const beginning = withFile(path, 'r', file => readInto(file, new Uint8Array(FORMAT_BYTES), 0))
  return Number(/^\s*{\s*"format"\s*:\s*(\d+)/.exec(Buffer.from(beginning).toString('latin1'))?.[1] ?? 0)
}

/** Parses the text of a `conversation.json` from a folder. */
export function parseManifest(text: string, file: { bytes: number; changedAt: number }): ReadManifest {
  const told = parseConversation(text, ManifestSchema)
  switch (told.kind) {
    case 'told':
      return { kind: 'manifest', manifest: told.manifest, ...file }
    case 'newer':
      return { kind: 'newer', told: told.manifest && { manifest: told.manifest, ...file } }
    default:
      return told
  }
}

/** The result of parsing a `conversation.json`: its content, or why it has none. */
export type ToldConversation<M> =
  | { kind: 'told'; manifest: M }
  /** A newer Parley wrote it. `manifest` is the part that this Parley understands, if that is enough. */
  | { kind: 'newer'; manifest: M | null }
  | { kind: 'deleted' }
  | { kind: 'unreadable' }

/** Values that must be unique within a `conversation.json`. */
interface Numbered {
  turns: readonly {
    id: string
    position: number
    recording: { file: string | null } | null
    reply: { sound: { file: string | null } | null } | null
  }[]
}

/** Parses the text of a `conversation.json` from a folder or, with another schema, from an export. */
export function parseConversation<M extends Numbered>(
  text: string,
  schema: v.GenericSchema<unknown, M>,
): ToldConversation<M> {
  const json = parseJson(text)
  const mark = v.safeParse(MarkSchema, json)
  if (!mark.success) return { kind: 'unreadable' }
  const { format, isDeleted } = mark.output
  if (format <= MANIFEST_FORMAT && isDeleted) return { kind: 'deleted' }
  const parsed = v.safeParse(schema, { ...(json as object), format: MANIFEST_FORMAT })
  const manifest = parsed.success && !hasDoubles(parsed.output) ? parsed.output : null
  if (format > MANIFEST_FORMAT) return { kind: 'newer', manifest }
  return manifest ? { kind: 'told', manifest } : { kind: 'unreadable' }
}

/** A turn as the library has it, from the file in `folder` (relative to the data folder). */
export function fromManifestTurn(turn: ManifestTurn, conversationId: string, folder: string): Turn {
  const { recording, reply, ...rest } = turn
  return {
    ...rest,
    conversationId,
    recording: recording && fromManifestSound(recording, folder),
    reply: reply && { ...reply, sound: reply.sound && fromManifestSound(reply.sound, folder) },
  }
}

/** A turn as `conversation.json` describes it. */
export function toManifestTurn({ conversationId: _, recording, reply, ...turn }: Turn): ManifestTurn {
  return {
    ...turn,
    recording: recording && toManifestSound(recording),
    reply: reply && { ...reply, sound: reply.sound && toManifestSound(reply.sound) },
  }
}

function toManifestSound({ peaks: _, file, ...sound }: Sound): ManifestSound {
  return { ...sound, file: basename(file) }
}

function fromManifestSound(sound: ManifestSound, folder: string): Sound {
  return { ...sound, file: `${folder}/${sound.file}`, peaks: [] }
}

/** Duplicate ids, positions or files would contradict the index. */
function hasDoubles({ turns }: Numbered): boolean {
  const files = turns.flatMap(({ recording, reply }) =>
    [recording?.file, reply?.sound?.file].filter(file => file !== undefined && file !== null),
  )
  const lists: unknown[][] = [turns.map(({ id }) => id), turns.map(({ position }) => position), files]
  return lists.some(values => new Set(values).size < values.length)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
