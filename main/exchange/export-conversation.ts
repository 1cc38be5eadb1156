import { statSync } from 'node:fs'
import type { Conversation, Sound, Turn } from '../../app/conversation.ts'
import { toMarkdown } from '../../app/library/conversation-markdown.ts'
import type { ExportOptions } from '../../app/library/exchange.ts'
import type { ZipSource } from '../archive/zip-writer.ts'
import type { Library } from '../library/library.ts'
import { MANIFEST_NAME } from '../library/paths.ts'
import { captionsFile, cuesOfTurn, type Voice } from './captions.ts'
import { leftOut, outgoingSound, soundNamed } from './export-sound.ts'
import type { ExportedConversation, ExportedSound } from './exported-conversation.ts'
import type { ProgressCount } from './progress.ts'

/** How a conversation is exported. */
export interface ConversationExport {
  library: Library
  options: Pick<ExportOptions, 'sound' | 'captions'>
  progress: ProgressCount
  signal?: AbortSignal | undefined
}

/** The dates that a ZIP file can hold. */
const [EARLIEST, LATEST] = [Date.UTC(1980, 0, 2), Date.UTC(2100, 0, 1)]

/**
 * The files of one conversation for an export: its sounds with their captions, then the text to read, and last `conversation.json` to
 * import. A sound whose file is gone is left out.
 * @param folder in the ZIP
 */
export async function* exportConversation(
  { id }: Conversation,
  folder: string,
  job: ConversationExport,
): AsyncGenerator<ZipSource> {
  const { library, options } = job
  const manifest = library.manifestOf(id)
  const conversation = library.conversation(id)
  if (!manifest || !conversation) return
  const turns = new Map(library.turnsOf(id).map(turn => [turn.id, turn]))
  const told: ExportedConversation['turns'] = []
  const shown: Turn[] = []
  for (const { recording: _, reply, ...rest } of manifest.turns) {
    const turn = turns.get(rest.id)
    if (!turn) continue
    const mine = yield* exportSound(turn, 'recording', folder, job)
    const answered = yield* exportSound(turn, 'reply', folder, job)
    told.push({ ...rest, recording: mine.told, reply: reply && { ...reply, sound: answered.told } })
    shown.push({ ...turn, recording: mine.shown, reply: turn.reply && { ...turn.reply, sound: answered.shown } })
  }
  const text = (name: string, content: string) => ({
    name: `${folder}/${name}`,
    content: Buffer.from(content),
    changedAt: zipTime(conversation.changedAt),
  })
  yield text('conversation.md', toMarkdown(conversation, shown))
  const { sound: format } = options
  const exported: ExportedConversation = { ...manifest, purgeAt: null, turns: told }
  yield text(MANIFEST_NAME, `${JSON.stringify(exported, format === 'wav' ? withoutOriginal : undefined, 1)}\n`)
}

/** A sound as `conversation.json` describes it, and as the text to read links to it. */
interface Exported {
  told: ExportedSound | null
  shown: Sound | null
}

async function* exportSound(
  turn: Turn,
  voice: Voice,
  folder: string,
  { library, options, progress, signal }: ConversationExport,
): AsyncGenerator<ZipSource, Exported> {
  const sound = voice === 'reply' ? (turn.reply?.sound ?? null) : turn.recording
  if (!sound) return { told: null, shown: null }
  if (options.sound === 'none') return { told: leftOut(sound), shown: null }
  const path = library.pathOf(sound)
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return { told: null, shown: null }
  const outgoing = outgoingSound(sound, path, options.sound, signal)
  const changedAt = zipTime(turn.createdAt)
  const content = progress.counting(outgoing.pieces, sound.bytes, outgoing.smaller)
  yield { name: `${folder}/${outgoing.name}`, content, changedAt }
  const cues = options.captions === 'none' ? [] : cuesOfTurn(turn, voice)
  if (options.captions !== 'none' && cues.length > 0) {
    const name = outgoing.name.replace(/[^.]+$/, options.captions)
    yield { name: `${folder}/${name}`, content: captionsFile(cues, options.captions), changedAt }
  }
  return { told: outgoing.told(), shown: soundNamed(sound, outgoing.name) }
}

/** An export with WAV describes its sounds exactly as the library does, so that its folder can be put among the library's. */
function withoutOriginal(key: string, value: unknown): unknown {
  return key === 'original' && value === null ? undefined : value
}

function zipTime(time: number): number {
  return Math.min(LATEST, Math.max(EARLIEST, time))
}
