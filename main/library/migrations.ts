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
  `
  ALTER TABLE conversations ADD COLUMN is_named INTEGER NOT NULL DEFAULT 0;
  -- The name a user gave, as app/search-tokens.ts cuts it; empty when none was given.
  ALTER TABLE conversations ADD COLUMN name_words TEXT NOT NULL DEFAULT '';
  ALTER TABLE conversations ADD COLUMN is_pinned INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE conversations ADD COLUMN is_archived INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE conversations ADD COLUMN purge_at INTEGER;
  ALTER TABLE conversations ADD COLUMN bytes INTEGER NOT NULL DEFAULT 0;
  -- Counts every change; manifest_revision is the one that conversation.json was last written with, 0 for never, and the other
  -- two are how that file looked then, so that one that somebody else changed is noticed.
  ALTER TABLE conversations ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;
  ALTER TABLE conversations ADD COLUMN manifest_revision INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE conversations ADD COLUMN manifest_bytes INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE conversations ADD COLUMN manifest_changed_at REAL NOT NULL DEFAULT 0;
  CREATE INDEX conversations_by_manifest ON conversations (id) WHERE revision > manifest_revision;
  -- Where the window lists it; nowhere while it is empty.
  ALTER TABLE conversations ADD COLUMN place TEXT NOT NULL GENERATED ALWAYS AS (
    CASE WHEN purge_at IS NOT NULL THEN 'trash' WHEN turn_count = 0 THEN 'nowhere' WHEN is_archived THEN 'archived'
    WHEN is_pinned THEN 'pinned' ELSE 'recent' END
  ) VIRTUAL;
  DROP INDEX conversations_by_change;
  CREATE INDEX conversations_by_place ON conversations (place, changed_at, id);
  CREATE INDEX conversations_by_purge ON conversations (purge_at) WHERE purge_at IS NOT NULL;

  CREATE INDEX conversations_by_name ON conversations (changed_at, name_words)
    WHERE name_words <> '' AND purge_at IS NULL;

  ALTER TABLE turns ADD COLUMN purge_at INTEGER;
  UPDATE turns SET purge_at = trashed_at + 24 * 3600 * 1000 WHERE status = 'trashed';
  CREATE INDEX turns_by_purge ON turns (purge_at) WHERE purge_at IS NOT NULL;
  CREATE INDEX turns_by_conversation_status ON turns (conversation_id, status);
  -- The turn's row in turn_search; it grows with the time the turn was made at. Null when it has no words.
  ALTER TABLE turns ADD COLUMN search_id INTEGER;
  CREATE UNIQUE INDEX turns_by_search ON turns (search_id) WHERE search_id IS NOT NULL;

  -- Whether the recording waits to be put into words ('waiting'), or why that did not work ('failed').
  ALTER TABLE turns ADD COLUMN transcription TEXT NOT NULL DEFAULT 'none';
  ALTER TABLE turns ADD COLUMN transcription_failure_code TEXT;
  ALTER TABLE turns ADD COLUMN transcription_failure_message TEXT;
  -- What was removed because the user wanted it kept no longer: 'sound' or 'words'.
  ALTER TABLE turns ADD COLUMN expired TEXT;
  CREATE INDEX turns_by_time ON turns (created_at, id);
  CREATE INDEX turns_by_waiting_transcription ON turns (created_at) WHERE transcription = 'waiting';

  -- Anew, because a table that is found by its key alone is written in half the time without row numbers.
  ALTER TABLE replies RENAME TO replies_before;
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
    times_json TEXT NOT NULL,
    alignment_json TEXT NOT NULL,
    is_edited INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  INSERT INTO replies SELECT *, '[]', 0 FROM replies_before;
  DROP TABLE replies_before;

  CREATE TABLE transcripts (
    turn_id TEXT NOT NULL PRIMARY KEY REFERENCES turns ON DELETE CASCADE,
    words TEXT NOT NULL,
    alignment_json TEXT NOT NULL,
    is_edited INTEGER NOT NULL,
    model TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  ALTER TABLE sounds RENAME TO sounds_before;
  CREATE TABLE sounds (
    turn_id TEXT NOT NULL REFERENCES turns ON DELETE CASCADE,
    side TEXT NOT NULL,
    file TEXT NOT NULL,
    format TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    duration_ms REAL NOT NULL,
    checksum TEXT NOT NULL,
    peaks BLOB NOT NULL,
    PRIMARY KEY (turn_id, side)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO sounds SELECT turn_id, side, file, format, bytes, duration_ms, '', peaks FROM sounds_before;
  DROP TABLE sounds_before;
  UPDATE conversations SET bytes = (SELECT coalesce(sum(bytes), 0) FROM sounds JOIN turns ON turns.id = sounds.turn_id
    WHERE turns.conversation_id = conversations.id);

  -- Words as app/search-tokens.ts cuts them, one row a turn: both sides, which of them has any, the voice and model that replied.
  -- Without its content, which is in the tables above.
  CREATE VIRTUAL TABLE turn_search USING fts5 (
    mine, reply, sides, voice, model, content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '2'
  );
  -- One row while words of deleted turns may still be somewhere in turn_search.
  CREATE TABLE wipes (id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1)) STRICT;
  CREATE TRIGGER turn_deleted AFTER DELETE ON turns WHEN old.search_id IS NOT NULL BEGIN
    DELETE FROM turn_search WHERE rowid = old.search_id;
    INSERT OR IGNORE INTO wipes (id) VALUES (1);
  END;
  `,
  `
  ALTER TABLE replies ADD COLUMN cost_json TEXT;
  ALTER TABLE replies ADD COLUMN profile_id TEXT NOT NULL DEFAULT '';
  ALTER TABLE replies ADD COLUMN account TEXT NOT NULL DEFAULT '';
  CREATE INDEX replies_by_cost ON replies (turn_id) WHERE cost_json IS NOT NULL;
  `,
]

/** Whether tables of that version are as this Parley makes them. */
export function isUpToDate(version: number): boolean {
  return version === steps.length
}

/** Throws library_newer for tables of a version that only a newer Parley knows. */
export function refuseNewer(version: number): void {
  if (version > steps.length) throw failWith('library_newer')
}

/**
 * Brings a library's tables up to date, each step whole or not at all. Throws library_newer and changes nothing when a newer
 * Parley made them.
 * @returns the version they had; 0 for a new database
 */
export function migrate(database: DatabaseSync): number {
  const version = Number(database.prepare('PRAGMA user_version').get()?.user_version)
  refuseNewer(version)
  for (let next = version; next < steps.length; next++) {
    transaction(database, () => {
      database.exec(steps[next] ?? '')
      database.exec(`PRAGMA user_version = ${next + 1}`)
    })
  }
  return version
}
