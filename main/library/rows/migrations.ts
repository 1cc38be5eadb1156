import type { DatabaseSync } from 'node:sqlite'
import { failWith } from '../../../app/errors.ts'
import { transaction } from './transaction.ts'

/**
 * The library's tables, one step for each version (`PRAGMA user_version`). A released step never changes; a new one is added at the end.
 * Columns are `NOT NULL` unless absence means something. Times are milliseconds since 1970.
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
  -- Anew, because rows that are found by numbers are written in a third of the time, and because a turn is one row.
  DROP INDEX conversations_by_change;
  DROP INDEX turns_by_unsettled_status;
  ALTER TABLE conversations RENAME TO conversations_before;
  ALTER TABLE turns RENAME TO turns_before;
  ALTER TABLE parts RENAME TO parts_before;

  CREATE TABLE conversations (
    number INTEGER NOT NULL PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    folder TEXT NOT NULL UNIQUE,
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    -- Grows only: the names of files that are still to be deleted are never given again.
    next_position INTEGER NOT NULL,
    -- What the list shows, kept up to date with every change of a turn.
    title TEXT NOT NULL,
    snippet TEXT NOT NULL,
    turn_count INTEGER NOT NULL,
    draft_count INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    is_named INTEGER NOT NULL,
    -- The name a user gave, as app/search/search-tokens.ts cuts it; empty when none was given.
    name_words TEXT NOT NULL,
    is_pinned INTEGER NOT NULL,
    is_archived INTEGER NOT NULL,
    purge_at INTEGER,
    -- The profile that answers in it, if it has one of its own.
    profile_id TEXT,
    -- The persona the model is in it, likewise.
    persona_id TEXT,
    -- Counts every change; manifest_revision is the one that conversation.json was last written with, 0 for never, and the other
    -- two are how that file looked then, so that one that somebody else changed is noticed.
    revision INTEGER NOT NULL,
    manifest_revision INTEGER NOT NULL,
    manifest_bytes INTEGER NOT NULL,
    manifest_changed_at REAL NOT NULL,
    -- Where the window lists it; nowhere while it is empty.
    place TEXT NOT NULL GENERATED ALWAYS AS (
      CASE WHEN purge_at IS NOT NULL THEN 'trash' WHEN turn_count = 0 THEN 'nowhere' WHEN is_archived THEN 'archived'
      WHEN is_pinned THEN 'pinned' ELSE 'recent' END
    ) VIRTUAL
  ) STRICT;
  CREATE INDEX conversations_by_manifest ON conversations (id) WHERE revision > manifest_revision;
  CREATE INDEX conversations_by_place ON conversations (place, changed_at, id);
  CREATE INDEX conversations_by_purge ON conversations (purge_at) WHERE purge_at IS NOT NULL;
  CREATE INDEX conversations_by_name ON conversations (changed_at, name_words)
    WHERE name_words <> '' AND purge_at IS NULL;

  -- A turn as its conversation's own file tells of it, and beside it what is asked for without reading that.
  CREATE TABLE turns (
    -- Grows with the time the turn was made at (turn-number.ts); its row in turn_search has the same.
    number INTEGER NOT NULL PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    conversation INTEGER NOT NULL REFERENCES conversations ON DELETE CASCADE,
    position INTEGER NOT NULL,
    status TEXT NOT NULL,
    purge_at INTEGER,
    -- Whether the recording waits to be put into words.
    is_waiting INTEGER NOT NULL,
    -- Whether the question waits to be sent, or its reply came late and nobody has looked at it.
    is_in_outbox INTEGER NOT NULL,
    -- How many there are, and what their files take.
    sounds INTEGER NOT NULL,
    sound_bytes INTEGER NOT NULL,
    has_words INTEGER NOT NULL,
    -- Whether there is a row in turn_search: not for words without a letter.
    is_searched INTEGER NOT NULL,
    -- What was worked out of the sounds, empty until then.
    recording_peaks BLOB NOT NULL,
    reply_peaks BLOB NOT NULL,
    told TEXT NOT NULL,
    UNIQUE (conversation, position),
    CHECK ((status = 'trashed') = (purge_at IS NOT NULL))
  ) STRICT;
  CREATE INDEX turns_by_unsettled_status ON turns (status, conversation)
    WHERE status IN ('recording', 'draft', 'sending', 'replying', 'trashed');
  CREATE INDEX turns_by_purge ON turns (purge_at) WHERE purge_at IS NOT NULL;
  CREATE INDEX turns_that_wait ON turns (is_waiting) WHERE is_waiting = 1;
  CREATE INDEX turns_in_outbox ON turns (is_in_outbox) WHERE is_in_outbox = 1;

  -- Sound files being written: file is the final path, what exists until then is file with .part at its end.
  CREATE TABLE parts (
    turn_id TEXT NOT NULL REFERENCES turns (id) ON DELETE CASCADE,
    side TEXT NOT NULL,
    file TEXT NOT NULL UNIQUE,
    PRIMARY KEY (turn_id, side)
  ) STRICT;

  INSERT INTO conversations (id, folder, created_at, changed_at, next_position, title, snippet, turn_count, draft_count, bytes,
      is_named, name_words, is_pinned, is_archived, purge_at, revision, manifest_revision, manifest_bytes, manifest_changed_at)
    SELECT id, folder, created_at, changed_at, next_position, title, snippet, turn_count, draft_count,
      (SELECT coalesce(sum(bytes), 0) FROM sounds JOIN turns_before ON turns_before.id = turn_id
        WHERE conversation_id = conversations_before.id),
      0, '', 0, 0, NULL, 1, 0, 0, 0
    FROM conversations_before;

  -- What a sound is called beside its conversation's own file is its path without the folder.
  CREATE TEMPORARY VIEW told_sounds AS SELECT turn_id, side, sounds.bytes, peaks, json_object(
      'file', substr(file, length(folder) + 2), 'format', format, 'bytes', sounds.bytes, 'durationMs', duration_ms, 'checksum', ''
    ) AS told
    FROM sounds JOIN turns_before ON turns_before.id = turn_id JOIN conversations_before ON conversations_before.id = conversation_id;
  INSERT INTO turns (number, id, conversation, position, status, purge_at, is_waiting, is_in_outbox, sounds, sound_bytes, has_words, is_searched,
      recording_peaks, reply_peaks, told)
    SELECT
      max(turns.created_at, 0) * 1024 + row_number() OVER (PARTITION BY turns.created_at ORDER BY position, turns.id) - 1,
      turns.id, conversations.number, position, status, trashed_at + 24 * 3600 * 1000, 0, 0,
      (recording.told IS NOT NULL) + (answer.told IS NOT NULL), coalesce(recording.bytes, 0) + coalesce(answer.bytes, 0),
      text <> '' OR coalesce(words, '') <> '', 0, coalesce(recording.peaks, x''), coalesce(answer.peaks, x''),
      json_object(
        'id', turns.id, 'position', position, 'createdAt', turns.created_at, 'status', status, 'draftReason', draft_reason,
        'text', text, 'recording', json(coalesce(recording.told, 'null')), 'attachmentName', attachment_name,
        'microphone', microphone, 'missingMs', missing_ms, 'transcript', NULL,
        'reply', json(iif(replies.turn_id IS NULL, 'null', json_object(
          'words', words, 'alignment', json('[]'), 'isEdited', json('false'), 'sound', json(coalesce(answer.told, 'null')),
          'isComplete', json(iif(is_complete, 'true', 'false')), 'heardMs', heard_ms, 'audioId', audio_id,
          'audioExpiresAt', audio_expires_at, 'endpoint', endpoint, 'model', model, 'voice', voice,
          'usage', json(coalesce(usage_json, 'null')), 'times', json(times_json)))),
        'failure', json(iif(failure_code IS NULL, 'null', json_object('code', failure_code, 'message', failure_message))),
        'purgeAt', trashed_at + 24 * 3600 * 1000)
    FROM turns_before AS turns JOIN conversations ON conversations.id = conversation_id
    LEFT JOIN replies ON replies.turn_id = turns.id
    LEFT JOIN told_sounds AS recording ON recording.turn_id = turns.id AND recording.side = 'recording'
    LEFT JOIN told_sounds AS answer ON answer.turn_id = replies.turn_id AND answer.side = 'reply';
  INSERT INTO parts SELECT turn_id, side, file FROM parts_before;
  DROP VIEW told_sounds;
  DROP TABLE sounds;
  DROP TABLE replies;
  DROP TABLE parts_before;
  DROP TABLE turns_before;
  DROP TABLE conversations_before;

  -- Words as app/search/search-tokens.ts cuts them, one row a turn: both sides, which of them has any, the voice and model that replied.
  -- Without its content, which is in the tables above.
  CREATE VIRTUAL TABLE turn_search USING fts5 (
    mine, reply, sides, voice, model, content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '2'
  );
  -- Words of so many bytes are put in order at once when an index is made anew, which takes two thirds of the time that their
  -- smaller parts and putting those together would. What is held is written with each transaction, so that mostly it is little.
  INSERT INTO turn_search (turn_search, rank) VALUES ('hashsize', 8388608);
  -- One row while words of deleted turns may still be somewhere in turn_search.
  CREATE TABLE wipes (id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1)) STRICT;
  CREATE TRIGGER turn_deleted AFTER DELETE ON turns WHEN old.is_searched BEGIN
    DELETE FROM turn_search WHERE rowid = old.number;
    INSERT OR IGNORE INTO wipes (id) VALUES (1);
  END;
  `,
]

/** Whether tables of that version are those that this Parley makes. */
export function isUpToDate(version: number): boolean {
  return version === steps.length
}

/** Throws library_newer for tables of a version that only a newer Parley knows. */
export function refuseNewer(version: number): void {
  if (version > steps.length) throw failWith('library_newer')
}

/**
 * Brings a library's tables up to date, each step completely or not at all. Throws library_newer, and changes nothing, when a newer Parley
 * made them.
 * @param upTo the version that is wanted
 * @returns the version they had; 0 for a new database
 */
export function migrate(database: DatabaseSync, upTo = steps.length): number {
  const version = Number(database.prepare('PRAGMA user_version').get()?.user_version)
  refuseNewer(version)
  for (let next = version; next < upTo; next++) {
    transaction(database, () => {
      database.exec(steps[next] ?? '')
      database.exec(`PRAGMA user_version = ${next + 1}`)
    })
  }
  return version
}
