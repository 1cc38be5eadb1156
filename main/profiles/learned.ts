import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import {
  inForce,
  type Knowledge,
  KnowledgeSchema,
  type Lesson,
  learn,
  nothingKnown,
} from '../../app/profiles/knowledge.ts'
import type { Endpoint } from '../endpoint/endpoint.ts'
import { fileStamp } from '../files/file-stamp.ts'
import { writeWholeFile } from '../files/whole-file.ts'

/** The server and model that something was learned about. */
export type LearnedOf = Pick<Endpoint, 'profileId' | 'baseUrl' | 'model'>

/** More servers and models than anyone uses. Those about which nothing was learned for longest are forgotten. */
const ENTRIES_LIMIT = 200

const EntrySchema = v.object({
  ...KnowledgeSchema.entries,
  profileId: v.string(),
  baseUrl: v.string(),
  model: v.string(),
})
type Entry = v.InferOutput<typeof EntrySchema>
/** Entries that cannot be read are left out, and learned again. */
const FileSchema = v.object({
  servers: v.pipe(
    v.array(v.fallback(v.nullable(EntrySchema), null)),
    v.transform(entries => entries.filter(entry => entry !== null)),
  ),
})

/**
 * What was learned about servers and models by asking them, kept as `learned.json` in a data folder, to which several processes may add. It
 * only saves asking twice, so a file that is missing, damaged or cannot be written is no failure.
 */
export class Learned {
  readonly #path: string
  readonly #entries = new Map<string, Entry>()
  readonly #onChange: () => void
  #stamp = ''

  /** @param onChange called when what is known has changed */
  constructor(dataFolder: string, onChange: () => void = () => undefined) {
    this.#onChange = onChange
    this.#path = join(dataFolder, 'learned.json')
    this.#takeNews()
  }

  /** What is known and not out of date; null when nothing is. */
  of(endpoint: LearnedOf): Knowledge | null {
    this.#takeNews()
    const entry = this.#entries.get(nameOf(endpoint))
    return entry ? inForce(knowledgeOf(entry), Date.now()) : null
  }

  /** Adds what a question showed. The file is written when that changes what is known. */
  learn({ profileId, baseUrl, model }: LearnedOf, lesson: Lesson): void {
    const now = Date.now()
    const learnedOf = { profileId, baseUrl, model }
    const before = this.of(learnedOf) ?? nothingKnown
    const after = learn(before, lesson, now)
    const isNew = JSON.stringify({ ...after, at: 0 }) !== JSON.stringify({ ...before, at: 0 })
    const name = nameOf(learnedOf)
    // The newest last.
    this.#entries.delete(name)
    this.#entries.set(name, { ...after, ...learnedOf })
    for (const [oldest] of this.#entries) if (this.#entries.size > ENTRIES_LIMIT) this.#entries.delete(oldest)
    if (!isNew) return
    this.#write()
    this.#onChange()
  }

  /** Forgets what is known about all servers and models that a profile has had, so that it is learned anew. */
  forget(profileId: string): void {
    this.#takeNews()
    const ofProfile = [...this.#entries].filter(([, entry]) => entry.profileId === profileId)
    for (const [name] of ofProfile) this.#entries.delete(name)
    if (ofProfile.length === 0) return
    this.#write()
    this.#onChange()
  }

  /** Reads what another process has learned since: a shell may ask while the window does. */
  #takeNews(): void {
    try {
      const stamp = fileStamp(this.#path)
      if (stamp === this.#stamp) return
      this.#stamp = stamp
    } catch {
      return
    }
    for (const entry of readEntries(this.#path)) {
      const name = nameOf(entry)
      // If both are of the same millisecond, the file's is the later one, because the file is always read before it is written.
      if ((this.#entries.get(name)?.at ?? -1) <= entry.at) this.#entries.set(name, entry)
    }
  }

  #write(): void {
    try {
      writeWholeFile(this.#path, `${JSON.stringify({ servers: [...this.#entries.values()] }, null, 2)}\n`)
      this.#stamp = fileStamp(this.#path)
    } catch {
      // Then it is known until Parley ends, and learned again later.
    }
  }
}

function knowledgeOf({ profileId: _profileId, baseUrl: _baseUrl, model: _model, ...knowledge }: Entry): Knowledge {
  return knowledge
}

function nameOf({ profileId, baseUrl, model }: LearnedOf): string {
  return `${profileId} ${baseUrl} ${model}`
}

function readEntries(path: string): Entry[] {
  try {
    if (!existsSync(path)) return []
    const parsed = v.safeParse(FileSchema, JSON.parse(readFileSync(path, 'utf8')))
    return parsed.success ? parsed.output.servers.slice(-ENTRIES_LIMIT) : []
  } catch {
    return []
  }
}
