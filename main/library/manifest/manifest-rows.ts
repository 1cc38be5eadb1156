import { failWith } from '../../../app/errors.ts'
import type { Statements } from '../rows/statements.ts'

/** How far a `conversation.json` lags behind: the revision it should describe, and the file as it was last written. */
export interface ManifestState {
  revision: number
  /** The revision it describes; 0 when it was never written. */
  writtenRevision: number
  /** Size and time of change (ms since 1970) of the file when it was written. */
  bytes: number
  changedAt: number
}

/** What the index knows of each `conversation.json`. */
export class ManifestRows {
  readonly #sql: Statements

  /** @param sql prepared for the library's database */
  constructor(sql: Statements) {
    this.#sql = sql
  }

  /** The state of a conversation's `conversation.json`. Throws not_found. */
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

  /** Ids of conversations whose `conversation.json` lacks their last change. */
  changed(): string[] {
    return this.#sql.changedManifests.all().map(row => String(row.id))
  }

  /** Records that a `conversation.json` was written from the index at that revision. */
  note(id: string, { revision, bytes, changedAt }: Omit<ManifestState, 'writtenRevision'>): void {
    this.#sql.noteManifest.run({ id, revision, bytes, changedAt })
  }
}
