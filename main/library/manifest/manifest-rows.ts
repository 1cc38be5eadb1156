import { failWith } from '../../../app/errors.ts'
import type { Statements } from '../rows/statements.ts'

/** Where a conversation's own file stands: the change it should tell of, and what it was when it was last written. */
export interface ManifestState {
  revision: number
  /** The change it tells of; 0 when it was never written. */
  writtenRevision: number
  /** Size and time of change (ms since 1970) of the file as it was written. */
  bytes: number
  changedAt: number
}

/** What the index knows of the conversations' own files. */
export class ManifestRows {
  readonly #sql: Statements

  /** @param sql prepared for the library's database */
  constructor(sql: Statements) {
    this.#sql = sql
  }

  /** Where a conversation's own file stands. Throws not_found. */
  state(id: string): ManifestState {
    const row = this.#sql.conversation.get(id)
    if (!row) throw failWith('not_found', { what: 'conversation' })
    return {
      revision: Number(row.revision),
      writtenRevision: Number(row.manifest_revision),
      bytes: Number(row.manifest_bytes),
      changedAt: Number(row.manifest_changed_at),
    }
  }

  /** Ids of conversations whose own file does not tell of their last change. */
  changed(): string[] {
    return this.#sql.changedManifests.all().map(row => String(row.id))
  }

  /** Notes that a conversation's own file was written as the index was at that revision. */
  note(id: string, { revision, bytes, changedAt }: Omit<ManifestState, 'writtenRevision'>): void {
    this.#sql.noteManifest.run({ id, revision, bytes, changedAt })
  }
}
