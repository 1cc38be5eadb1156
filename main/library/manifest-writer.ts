import { renameSync, rmSync, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { toFailure } from '../../app/errors.ts'
import { writeWholeFile } from '../whole-file.ts'
import type { Disk } from './disk.ts'
import { makeFolder } from './folders.ts'
import { writeManifest } from './manifest.ts'
import { insidePath, MANIFEST_NAME, manifestDraft } from './paths.ts'
import type { Store } from './store.ts'

/** How long changes are gathered before a conversation's own file is written anew. */
const GATHER_MS = 500
/** Of all time, at most one part in so many goes into putting the text of such files together. */
const SHARE = 50

/**
 * Keeps `conversation.json` in every conversation's folder true. The index notes in the same transaction as a change that the
 * file must follow; it does so within a second or so, and at the next start when Parley ended before.
 */
export class ManifestWriter {
  private readonly store: Store
  private readonly disk: Disk
  private timer: NodeJS.Timeout | null = null
  private isClosed = false
  private waitMs = GATHER_MS

  constructor(store: Store, disk: Disk) {
    this.store = store
    this.disk = disk
  }

  /** Something has changed: what lags behind is written soon. */
  schedule(): void {
    if (this.timer || this.isClosed) return
    this.timer = setTimeout(() => {
      this.writeChanged().catch((error: unknown) => console.error(toFailure(error).message))
    }, this.waitMs).unref()
  }

  /** Writes what lags behind, at once; it is on the disk when this returns. Throws disk_*. */
  flush(): void {
    for (const id of this.store.manifests.changed()) this.write(id)
  }

  /** Writes a conversation's own file at once. Throws not_found and disk_*. */
  write(id: string): void {
    this.disk.useReserve(() => {
      const { path, text, revision } = this.compose(id)
      makeFolder(dirname(path))
      writeWholeFile(path, text)
      this.note(id, path, revision)
    })
  }

  /** Writes no more by itself. */
  close(): void {
    this.isClosed = true
    if (this.timer) clearTimeout(this.timer)
  }

  /** One after the other and without holding anything up: a recording may be under way. */
  private async writeChanged(): Promise<void> {
    try {
      let spentMs = 0
      for (const id of this.store.manifests.changed()) {
        if (this.isClosed) return
        const beganAt = performance.now()
        const composed = this.disk.use(() => this.compose(id))
        spentMs += performance.now() - beganAt
        await this.replace(id, composed)
      }
      this.waitMs = Math.max(GATHER_MS, spentMs * SHARE)
    } finally {
      this.timer = null
    }
    if (!this.isClosed && this.store.manifests.changed().length > 0) this.schedule()
  }

  private async replace(id: string, { path, text, revision }: Composed): Promise<void> {
    const draft = manifestDraft(path, revision)
    try {
      this.disk.use(() => makeFolder(dirname(path)))
      const file = await open(draft, 'w', 0o600)
      try {
        await file.writeFile(text)
        await file.sync()
      } finally {
        await file.close()
      }
      // Meanwhile a newer one may have been written, the conversation deleted, the library closed.
      const isCurrent =
        !this.isClosed && this.store.conversation(id) && this.store.manifests.state(id).writtenRevision < revision
      if (isCurrent) {
        this.disk.use(() => renameSync(draft, path))
        this.disk.use(() => this.note(id, path, revision))
      }
    } finally {
      rmSync(draft, { force: true })
    }
  }

  private compose(id: string): Composed {
    const conversation = this.store.conversation(id)
    const folder = this.store.folderOf(id)
    const { revision } = this.store.manifests.state(id)
    if (!conversation) throw new Error('a conversation with a folder is there')
    const text = writeManifest({
      conversation,
      revision,
      nextPosition: this.store.nextPosition(id),
      deleted: this.store.files.tombstonesIn(folder),
      turns: this.store.allTurnsOf(id),
    })
    return { path: insidePath(this.disk.folder, `${folder}/${MANIFEST_NAME}`), text, revision }
  }

  private note(id: string, path: string, revision: number): void {
    const { size, mtimeMs } = statSync(path)
    this.store.write(() => this.store.manifests.note(id, { revision, bytes: size, changedAt: mtimeMs }))
  }
}

interface Composed {
  path: string
  text: string
  revision: number
}
