import { chmodSync, existsSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import * as v from 'valibot'
import { makeSubfolder } from '../files/folders.ts'
import { writeWholeFile } from '../files/whole-file.ts'

/** Something sealed by the system, and what is known of how. */
export const SealedSchema = v.object({
  /** `process.platform` of the machine that sealed it: no other can open it. */
  platform: v.string(),
  /** The version that its ciphertext begins with; see `schemeOf`. */
  scheme: v.string(),
  /** The password manager Electron chose on Linux, for diagnosis; empty elsewhere. */
  backend: v.string(),
  /** The ciphertext in base64. */
  blob: v.pipe(v.string(), v.base64()),
  /** Milliseconds since 1970. */
  savedAt: v.number(),
})
/** Something sealed by the system. */
export type Sealed = v.InferOutput<typeof SealedSchema>

/** What is secret of a profile, and for which base URL. All of it is sealed, so that none can be exchanged for another. */
export const SecretContentSchema = v.object({
  profileId: v.string(),
  baseUrl: v.string(),
  key: v.nullable(v.pipe(v.string(), v.minLength(1))),
  headers: v.record(v.string(), v.string()),
})
/** What is secret of a profile, and for which base URL. */
export type SecretContent = v.InferOutput<typeof SecretContentSchema>

/** What is kept of a profile: sealed, or as it is because the user allowed that. */
const RecordSchema = v.variant('kind', [
  v.object({ kind: v.literal('sealed'), profileId: v.string(), sealed: SealedSchema }),
  v.object({ kind: v.literal('plain'), profileId: v.string(), content: SecretContentSchema }),
])
/** What is kept of a profile. */
export type KeyRecord = v.InferOutput<typeof RecordSchema>

const KeyFileSchema = v.object({ v: v.literal(2), records: v.array(RecordSchema) })

/** `keys/keys.json` in the data folder, which only the user can read, and what was set aside of it, `keys.json.bad`. */
export class KeyFile {
  readonly #path: string

  constructor(dataFolder: string) {
    this.#path = join(dataFolder, 'keys', 'keys.json')
  }

  /**
   * What is kept; nothing if the file cannot be understood. Writes nothing, so a shell may read while the app has the file. Throws what the
   * file system throws.
   */
  read(): KeyRecord[] {
    return readRecords(this.#path) ?? []
  }

  /**
   * Puts a record in the place of its profile's; null takes that away. A file that cannot be understood is set aside first. Throws
   * what the file system throws.
   */
  replace(profileId: string, record: KeyRecord | null): void {
    const present = readRecords(this.#path)
    if (present === null) renameSync(this.#path, `${this.#path}.bad`)
    const others = (present ?? []).filter(one => one.profileId !== profileId)
    this.#write(this.#path, record === null ? others : [...others, record])
  }

  /** Keeps a record apart that cannot be opened here. Throws what the file system throws. */
  setAside(record: KeyRecord): void {
    const bad = `${this.#path}.bad`
    const others = (readRecords(bad) ?? []).filter(one => one.profileId !== record.profileId)
    this.#write(bad, [...others, record])
    this.replace(record.profileId, null)
  }

  /** Deletes everything of a profile, what was set aside included. Throws what the file system throws. */
  forget(profileId: string): void {
    this.replace(profileId, null)
    const bad = `${this.#path}.bad`
    const others = readRecords(bad)?.filter(one => one.profileId !== profileId) ?? []
    if (existsSync(bad)) this.#write(bad, others)
  }

  #write(path: string, records: readonly KeyRecord[]): void {
    if (records.length === 0) {
      rmSync(path, { force: true })
      return
    }
    const folder = dirname(path)
    makeSubfolder(folder)
    chmodSync(folder, 0o700)
    writeWholeFile(path, JSON.stringify({ v: 2, records }))
  }
}

/** Null when there is a file that is none of ours. */
function readRecords(path: string): KeyRecord[] | null {
  if (!existsSync(path)) return []
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), KeyFileSchema), readFileSync(path, 'utf8'))
  return parsed.success ? parsed.output.records : null
}
