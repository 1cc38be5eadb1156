import type { DatabaseSync, StatementSync } from 'node:sqlite'

/** A turn with its reply and both sounds, in the names that `rows.ts` reads; the drawings of sounds take most of the time. */
const selectTurn = (recordingPeaks: string, replyPeaks: string) => `
  SELECT turns.*,
    replies.turn_id AS reply_turn_id, replies.words AS reply_words, is_complete, heard_ms, audio_id, audio_expires_at, endpoint,
    replies.model AS reply_model, voice, usage_json, cost_json, profile_id, account, times_json, replies.alignment_json AS reply_alignment_json, replies.is_edited AS reply_is_edited,
    transcripts.words AS transcript_words, transcripts.alignment_json AS transcript_alignment_json,
    transcripts.is_edited AS transcript_is_edited, transcripts.model AS transcript_model,
    recording.file AS recording_file, recording.format AS recording_format, recording.bytes AS recording_bytes,
    recording.duration_ms AS recording_duration_ms, recording.checksum AS recording_checksum,
    ${recordingPeaks} AS recording_peaks,
    answer.file AS reply_file, answer.format AS reply_format, answer.bytes AS reply_bytes,
    answer.duration_ms AS reply_duration_ms, answer.checksum AS reply_checksum, ${replyPeaks} AS reply_peaks
  FROM turns
  LEFT JOIN replies ON replies.turn_id = turns.id
  LEFT JOIN transcripts ON transcripts.turn_id = turns.id
  LEFT JOIN sounds AS recording ON recording.turn_id = turns.id AND recording.side = 'recording'
  LEFT JOIN sounds AS answer ON answer.turn_id = turns.id AND answer.side = 'reply'`

const SELECT_TURN = selectTurn('recording.peaks', 'answer.peaks')
/** As empty drawings, where there is a sound. */
const SELECT_UNDRAWN_TURN = selectTurn("iif(recording.file IS NULL, NULL, x'')", "iif(answer.file IS NULL, NULL, x'')")

/** Values by their place, which are bound in half the time of values by their name. */
const places = (count: number) => Array.from({ length: count }, () => '?').join(', ')

/** The user's own words, typed or transcribed. */
const MINE = "iif(text <> '', text, coalesce(transcripts.words, ''))"
const REPLY = "coalesce(replies.words, '')"

/** The beginning of the first or last words of a conversation, whoever's they are. */
const selectWords = (column: string, direction: 'ASC' | 'DESC') => `
  SELECT substr(${column}, 1, 2000) AS words
  FROM turns LEFT JOIN replies ON replies.turn_id = turns.id LEFT JOIN transcripts ON transcripts.turn_id = turns.id
  WHERE conversation_id = ? AND status <> 'trashed' AND ${column} <> ''
  ORDER BY position ${direction} LIMIT 1`

const sources = {
  conversation: 'SELECT * FROM conversations WHERE id = ?',
  conversationInFolder: 'SELECT * FROM conversations WHERE folder = ?',
  conversationsBefore: `SELECT * FROM conversations WHERE place = :place AND (changed_at, id) < (:changedAt, :id)
    ORDER BY changed_at DESC, id DESC LIMIT :limit`,
  conversationIds: 'SELECT id FROM conversations',
  folders: 'SELECT folder FROM conversations',
  // Those of which the file may tell more than the index: what is settled at the start must not be told over it.
  unsettledConversations: `SELECT id FROM conversations WHERE revision > manifest_revision
    UNION SELECT id FROM conversations WHERE purge_at <= :time
    UNION SELECT conversation_id FROM turns WHERE status IN ('recording', 'sending', 'replying')
    UNION SELECT conversation_id FROM turns WHERE purge_at <= :time
    UNION SELECT conversation_id FROM parts JOIN turns ON turns.id = turn_id`,
  conversationIdsIn: 'SELECT id FROM conversations WHERE place = ? ORDER BY changed_at DESC, id DESC',
  // An empty conversation has nothing but turns in the trash.
  conversationUse: `SELECT count(*) FILTER (WHERE purge_at IS NULL AND turn_count > 0) AS conversations,
    coalesce(sum(turn_count) FILTER (WHERE purge_at IS NULL), 0) AS turns, coalesce(sum(bytes), 0) AS bytes,
    count(*) FILTER (WHERE purge_at IS NOT NULL) AS trashed,
    coalesce(sum(bytes) FILTER (WHERE purge_at IS NOT NULL), 0) AS trashed_bytes FROM conversations`,
  trashedTurnUse: `SELECT count(DISTINCT turns.id) AS turns, coalesce(sum(sounds.bytes), 0) AS bytes FROM turns
    JOIN conversations ON conversations.id = conversation_id LEFT JOIN sounds ON turn_id = turns.id
    WHERE status = 'trashed' AND conversations.purge_at IS NULL`,
  conversationsDueForPurge: 'SELECT id FROM conversations WHERE purge_at <= ? LIMIT ?',
  touch: 'UPDATE conversations SET revision = revision + 1 WHERE id = ?',
  changedManifests: 'SELECT id FROM conversations WHERE revision > manifest_revision',
  insertConversation: `INSERT INTO conversations
    (id, folder, created_at, changed_at, next_position, title, snippet, turn_count, draft_count)
    VALUES (:id, :folder, :createdAt, :createdAt, 1, '', '', 0, 0)`,
  deleteConversation: 'DELETE FROM conversations WHERE id = ?',
  isFolderUsed: `SELECT 1 FROM conversations WHERE folder = :folder
    UNION ALL SELECT 1 FROM tombstones WHERE path = :folder`,
  usePosition: 'UPDATE conversations SET next_position = max(next_position, :position + 1) WHERE id = :id',
  countTurns: `SELECT count(*) AS total, count(*) FILTER (WHERE status <> 'trashed') AS shown,
    count(*) FILTER (WHERE status = 'draft') AS drafts FROM turns WHERE conversation_id = ?`,
  // What was asked first gives the title, or else what was answered first: both are the words as they stand on screen.
  firstWords: selectWords(`iif(${MINE} <> '', ${MINE}, ${REPLY})`, 'ASC'),
  lastWords: selectWords(`iif(${REPLY} <> '', ${REPLY}, ${MINE})`, 'DESC'),
  summarise: `UPDATE conversations SET title = iif(is_named, title, :title), snippet = :snippet,
    turn_count = :turnCount, draft_count = :draftCount, changed_at = :changedAt, revision = revision + 1
    WHERE id = :id`,
  updateConversation: `UPDATE conversations SET title = :title, name_words = :nameWords, is_named = :isNamed, is_pinned = :isPinned,
    is_archived = :isArchived, purge_at = :purgeAt WHERE id = :id`,
  noteManifest: `UPDATE conversations SET manifest_revision = :revision, manifest_bytes = :bytes,
    manifest_changed_at = :changedAt WHERE id = :id`,
  adoptRevision: 'UPDATE conversations SET revision = :revision WHERE id = :id',

  turn: `${SELECT_TURN} WHERE turns.id = ?`,
  hasTurn: 'SELECT 1 FROM turns WHERE id = ?',
  turnAt: `${SELECT_TURN} WHERE conversation_id = ? AND position = ?`,
  turnsBefore: `${SELECT_TURN} WHERE conversation_id = :conversationId AND position < :before AND status <> 'trashed'
    ORDER BY position DESC LIMIT :limit`,
  turnsIn: `${SELECT_TURN} WHERE status = ? AND status IN ('recording', 'draft', 'sending', 'replying', 'trashed')
    ORDER BY turns.created_at DESC, position DESC`,
  drafts: `${SELECT_TURN} JOIN conversations ON conversations.id = conversation_id
    WHERE status = 'draft' AND conversations.purge_at IS NULL ORDER BY turns.created_at DESC, position DESC`,
  turnsDueForPurge: 'SELECT id FROM turns WHERE purge_at <= ? LIMIT ?',
  allTurnsOf: `${SELECT_TURN} WHERE conversation_id = ? ORDER BY position`,
  undrawnTurnsOf: `${SELECT_UNDRAWN_TURN} WHERE conversation_id = ? ORDER BY position`,
  unsettledTurnsOf: `${SELECT_TURN} WHERE conversation_id = ?
    AND status IN ('recording', 'draft', 'sending', 'replying') ORDER BY position`,
  turnIdsOf: 'SELECT id FROM turns WHERE conversation_id = ?',
  insertTurn: `INSERT INTO turns
    (id, conversation_id, position, created_at, status, draft_reason, text, attachment_name, microphone, missing_ms,
    trashed_at)
    VALUES (:id, :conversationId, :position, :createdAt, :status, :draftReason, :text, :attachmentName, :microphone, 0,
    iif(:status = 'trashed', :createdAt, NULL))`,
  insertWholeTurn: `INSERT INTO turns (id, conversation_id, position, created_at, status, draft_reason, text, attachment_name,
    microphone, missing_ms, failure_code, failure_message, transcription, transcription_failure_code, transcription_failure_message,
    trashed_at, purge_at, search_id, expired) VALUES (${places(19)})`,
  updateTurn: `UPDATE turns SET status = :status, draft_reason = :draftReason, text = :text,
    attachment_name = :attachmentName, microphone = :microphone, missing_ms = :missingMs, failure_code = :failureCode,
    failure_message = :failureMessage, transcription = :transcription,
    transcription_failure_code = :transcriptionFailureCode, transcription_failure_message = :transcriptionFailureMessage,
    trashed_at = iif(:status = 'trashed', coalesce(trashed_at, :now), NULL), purge_at = :purgeAt,
    expired = :expired WHERE id = :id`,
  deleteTurn: 'DELETE FROM turns WHERE id = ?',

  saveReply: `INSERT OR REPLACE INTO replies (turn_id, words, is_complete, heard_ms, audio_id, audio_expires_at, endpoint, model,
    voice, usage_json, times_json, alignment_json, is_edited, cost_json, profile_id, account) VALUES (${places(16)})`,
  deleteReply: 'DELETE FROM replies WHERE turn_id = ?',
  saveTranscript: `INSERT OR REPLACE INTO transcripts (turn_id, words, alignment_json, is_edited, model)
    VALUES (${places(5)})`,
  // Oldest first, the trash left out.
  waitingTranscriptions: `SELECT turns.id FROM turns JOIN conversations ON conversations.id = conversation_id
    WHERE transcription = 'waiting' AND status <> 'trashed' AND conversations.purge_at IS NULL
    ORDER BY turns.created_at, position LIMIT ?`,
  lastPlace: 'SELECT max(rowid) AS place FROM turns',
  wordlessRecordings: `SELECT turns.id, duration_ms FROM turns
    JOIN conversations ON conversations.id = conversation_id
    JOIN sounds ON sounds.turn_id = turns.id AND side = 'recording'
    WHERE turns.rowid >= :from AND turns.rowid < :before AND status IN ('answered', 'stopped', 'joined', 'failed')
      AND transcription <> 'waiting' AND conversations.purge_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM transcripts WHERE transcripts.turn_id = turns.id)
    ORDER BY turns.rowid DESC`,
  deleteTranscript: 'DELETE FROM transcripts WHERE turn_id = ?',

  // The order of the loops is that of time, so that whoever reads this can stop early.
  retainedTurns: `SELECT turns.id, conversation_id, turns.created_at,
      (SELECT count(*) FROM sounds WHERE turn_id = turns.id) AS sounds,
      (SELECT coalesce(sum(sounds.bytes), 0) FROM sounds WHERE turn_id = turns.id) AS sound_bytes,
      text <> '' OR EXISTS (SELECT 1 FROM transcripts WHERE turn_id = turns.id AND words <> '')
        OR EXISTS (SELECT 1 FROM replies WHERE turn_id = turns.id AND words <> '') AS has_words
    FROM turns CROSS JOIN conversations ON conversations.id = conversation_id
    WHERE (turns.created_at, turns.id) > (:createdAt, :id)
      AND status NOT IN ('recording', 'draft', 'sending', 'replying', 'trashed')
      AND NOT is_pinned AND conversations.purge_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM parts WHERE turn_id = turns.id)
    ORDER BY turns.created_at, turns.id LIMIT :limit`,
  newestTurn: 'SELECT max(created_at) AS created_at FROM turns',

  lastSearchId: 'SELECT max(search_id) AS id FROM turns WHERE search_id BETWEEN ? AND ?',
  searchIdOf: 'SELECT search_id, created_at FROM turns WHERE id = ?',
  setSearchId: 'UPDATE turns SET search_id = ? WHERE id = ?',
  saveSearched: `INSERT OR REPLACE INTO turn_search (rowid, mine, reply, sides, voice, model)
    VALUES (:id, :mine, :reply, :sides, :voice, :model)`,
  deleteSearched: 'DELETE FROM turn_search WHERE rowid = ?',
  freeSearchId: `SELECT min(search_id) + 1 AS id FROM turns WHERE search_id >= ?
    AND NOT EXISTS (SELECT 1 FROM turns AS next WHERE next.search_id = turns.search_id + 1)`,
  mergeSearched: "INSERT INTO turn_search (turn_search, rank) VALUES ('merge', ?)",
  totalChanges: 'SELECT total_changes() AS count',
  addWipe: 'INSERT OR IGNORE INTO wipes (id) VALUES (1)',
  wipeDue: 'SELECT 1 FROM wipes',
  deleteWipe: 'DELETE FROM wipes',

  saveSound: `INSERT INTO sounds (turn_id, side, file, format, bytes, duration_ms, checksum, peaks)
    VALUES (${places(8)})
    ON CONFLICT (turn_id, side) DO UPDATE SET file = excluded.file, format = excluded.format, bytes = excluded.bytes,
      duration_ms = excluded.duration_ms, checksum = excluded.checksum, peaks = excluded.peaks`,
  bytesOfSound: 'SELECT bytes FROM sounds WHERE turn_id = ? AND side = ?',
  addBytes: `UPDATE conversations SET bytes = bytes + ?
    WHERE id = (SELECT conversation_id FROM turns WHERE turns.id = ?)`,
  setBytes: 'UPDATE conversations SET bytes = ? WHERE id = ?',
  deleteSound: 'DELETE FROM sounds WHERE turn_id = ? AND side = ?',
  countSounds: 'SELECT count(*) AS count FROM sounds',
  soundFilesIn: `SELECT turn_id, side, file FROM sounds JOIN turns ON turns.id = turn_id
    WHERE conversation_id = ? ORDER BY position, side`,
  soundFilesOf: 'SELECT turn_id, side, file FROM sounds WHERE turn_id = ?',

  checksums: "SELECT DISTINCT checksum FROM sounds WHERE checksum <> ''",

  insertPart: 'INSERT INTO parts (turn_id, side, file) VALUES (:turnId, :side, :file)',
  deletePart: 'DELETE FROM parts WHERE turn_id = ? AND side = ?',
  parts: 'SELECT turn_id, side, file FROM parts',
  partsIn: 'SELECT turn_id, side, file FROM parts JOIN turns ON turns.id = turn_id WHERE conversation_id = ?',
  partsOf: 'SELECT turn_id, side, file FROM parts WHERE turn_id = ?',

  insertTombstone: 'INSERT OR IGNORE INTO tombstones (path) VALUES (?)',
  tombstone: 'SELECT path FROM tombstones WHERE path = ?',
  tombstones: 'SELECT path FROM tombstones',
  tombstonesIn: "SELECT path FROM tombstones WHERE path >= ? || '/' AND path < ? || '0' ORDER BY path",
  deleteTombstone: 'DELETE FROM tombstones WHERE path = ?',
} as const

/** Every statement the library ever runs, prepared. */
export type Statements = { readonly [N in keyof typeof sources]: StatementSync }

/** Prepares all statements at once, so that a database that lacks a table is noticed when it is opened. */
export function prepareStatements(database: DatabaseSync): Statements {
  const prepared = Object.entries(sources).map(([name, source]) => [name, database.prepare(source)])
  return Object.fromEntries(prepared) as Statements
}
