import type { DatabaseSync } from 'node:sqlite'
import { failWith } from '../../app/errors.ts'
import { transaction } from './transaction.ts'

/**
 * The library's tables, one step for each version (`PRAGMA user_version`). A step that has been released never changes; a new
 * one is added at the end. `NOT NULL` everywhere, unless absence means something. Times are milliseconds since 1970.
 */
const steps: readonly string[] = [
  `
  CREATE TABLE conversations (
    id TEXT NOT NULL PRIMARY KEY,
    folder TEXT NOT NULL UNIQUE,
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    -- Grows only: the names of files that are still to be deleted are never given again.
    next_position INTEGER NOT NULL,
    -- What the list shows, kept up to date with every change of a turn.
    title TEXT NOT NULL,
    snippet TEXT NOT NULL,
    turn_count INTEGER NOT NULL,
    draft_count INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX conversations_by_change ON conversations (changed_at);

  CREATE TABLE turns (
    id TEXT NOT NULL PRIMARY KEY,
    conversation_id TEXT NOT NULL REFERENCES conversations ON DELETE CASCADE,
    position INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    status TEXT NOT NULL,
    draft_reason TEXT,
    text TEXT NOT NULL,
    attachment_name TEXT,
    microphone TEXT NOT NULL,
    missing_ms REAL NOT NULL,
    failure_code TEXT,
    failure_message TEXT,
    trashed_at INTEGER,
    UNIQUE (conversation_id, position),
    CHECK ((failure_code IS NULL) = (failure_message IS NULL)),
    CHECK ((status = 'trashed') = (trashed_at IS NOT NULL))
  ) STRICT;
  CREATE INDEX turns_by_unsettled_status ON turns (status)
    WHERE status IN ('recording', 'draft', 'sending', 'replying', 'trashed');

  CREATE TABLE replies (
    turn_id TEXT NOT NULL PRIMARY KEY REFERENCES turns ON DELETE CASCADE,
    words TEXT NOT NULL,
    is_complete INTEGER NOT NULL,
    heard_ms REAL,
    audio_id TEXT,
    audio_expires_at REAL,
    endpoint TEXT NOT NULL,
    model TEXT NOT NULL,
    voice TEXT NOT NULL,
    usage_json TEXT,
    times_json TEXT NOT NULL
  ) STRICT;

  -- Finished sound files. Paths are relative to the data folder.
  CREATE TABLE sounds (
    turn_id TEXT NOT NULL REFERENCES turns ON DELETE CASCADE,
    side TEXT NOT NULL,
    file TEXT NOT NULL UNIQUE,
    format TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    duration_ms REAL NOT NULL,
    peaks BLOB NOT NULL,
    PRIMARY KEY (turn_id, side)
  ) STRICT;

  -- Sound files being written: file is the final path, what exists until then is file with .part at its end.
  CREATE TABLE parts (
    turn_id TEXT NOT NULL REFERENCES turns ON DELETE CASCADE,
    side TEXT NOT NULL,
    file TEXT NOT NULL UNIQUE,
    PRIMARY KEY (turn_id, side)
  ) STRICT;

  -- Files and folders whose rows are gone and that are still to be deleted.
  CREATE TABLE tombstones (path TEXT NOT NULL PRIMARY KEY) STRICT;
  `,
]

/** Brings a library's tables up to date, each step whole or not at all. Throws library_newer and changes nothing when a newer Parley made them. */
export function migrate(database: DatabaseSync): void {
  const version = Number(database.prepare('PRAGMA user_version').get()?.user_version)
  if (version > steps.length) throw failWith('library_newer')
  for (let next = version; next < steps.length; next++) {
    transaction(database, () => {
      database.exec(steps[next] ?? '')
      database.exec(`PRAGMA user_version = ${next + 1}`)
    })
  }
}
