import type { DatabaseSync, StatementSync } from 'node:sqlite'

/** The columns of which `rows.ts` makes a turn, with its conversation. */
const selectTurn = (columns: string) => `SELECT told, conversations.id AS conversation_id, folder${columns}
  FROM turns JOIN conversations ON conversations.number = conversation`

/** Without peaks, because reading those takes most of the time. */
const SELECT_TURN = selectTurn(', recording_peaks, reply_peaks')
const SELECT_UNDRAWN_TURN = selectTurn('')

/** Positional parameters, which are bound in half the time of named ones. */
const places = (count: number) => Array.from({ length: count }, () => '?').join(', ')

/** The row number of a conversation, by its id. */
const CONVERSATION = '(SELECT number FROM conversations WHERE id = ?)'
/** Written just like the index's own condition, so that SQLite uses the index of unsettled turns. */
const UNSETTLED = "status IN ('recording', 'draft', 'sending', 'replying', 'trashed')"

/** Replies whose cost is known. */
const selectCost = (
  columns: string,
) => `SELECT told -> '$.reply.usage' AS usage, told -> '$.reply.cost' AS cost${columns} FROM turns
  WHERE told ->> '$.reply.cost' IS NOT NULL`
/** Recordings whose transcription has a known cost. */
const selectHeardCost = (columns: string) => `SELECT told -> '$.transcript.cost' AS cost${columns} FROM turns
  WHERE told ->> '$.transcript.cost' IS NOT NULL`

/** The first or last turn of a conversation that has words. */
const selectWordy = (direction: 'ASC' | 'DESC') =>
  `${SELECT_UNDRAWN_TURN} WHERE conversations.id = ? AND status <> 'trashed' AND has_words ORDER BY position ${direction} LIMIT 1`

const sources = {
  conversation: 'SELECT * FROM conversations WHERE id = ?',
  conversationInFolder: 'SELECT * FROM conversations WHERE folder = ?',
  conversationsBefore: `SELECT * FROM conversations WHERE place = :place AND (changed_at, id) < (:changedAt, :id)
    ORDER BY changed_at DESC, id DESC LIMIT :limit`,
  conversationIds: 'SELECT id FROM conversations',
  folders: 'SELECT folder FROM conversations',
  // Conversations whose `conversation.json` may be newer than the index. They are read first, so that settling at the start does not
  // overwrite that.
  unsettledConversations: `SELECT id FROM conversations WHERE revision > manifest_revision
    UNION SELECT id FROM conversations WHERE purge_at <= :time
    UNION SELECT id FROM conversations WHERE number IN (
      SELECT conversation FROM turns WHERE status IN ('recording', 'sending', 'replying') AND ${UNSETTLED}
      UNION ALL SELECT conversation FROM turns WHERE purge_at <= :time
      UNION ALL SELECT conversation FROM parts JOIN turns ON turns.id = turn_id)`,
  conversationIdsIn: 'SELECT id FROM conversations WHERE place = ? ORDER BY changed_at DESC, id DESC',
  // An empty conversation has only turns in the trash.
  conversationUse: `SELECT count(*) FILTER (WHERE purge_at IS NULL AND turn_count > 0) AS conversations,
    coalesce(sum(turn_count) FILTER (WHERE purge_at IS NULL), 0) AS turns, coalesce(sum(bytes), 0) AS bytes,
    count(*) FILTER (WHERE purge_at IS NOT NULL) AS trashed,
    coalesce(sum(bytes) FILTER (WHERE purge_at IS NOT NULL), 0) AS trashed_bytes FROM conversations`,
  trashedTurnUse: `SELECT count(*) AS turns, coalesce(sum(sound_bytes), 0) AS bytes FROM turns
    JOIN conversations ON conversations.number = conversation
    WHERE status = 'trashed' AND ${UNSETTLED} AND conversations.purge_at IS NULL`,
  conversationsDueForPurge: 'SELECT id FROM conversations WHERE purge_at <= ? LIMIT ?',
  touch: 'UPDATE conversations SET revision = revision + 1 WHERE id = ?',
  changedManifests: 'SELECT id FROM conversations WHERE revision > manifest_revision',
  insertConversation: `INSERT INTO conversations (id, folder, created_at, changed_at, next_position, title, snippet, turn_count,
    draft_count, bytes, is_named, name_words, is_pinned, is_archived, purge_at, profile_id, persona_id, revision, manifest_revision,
    manifest_bytes, manifest_changed_at) VALUES (${places(21)})`,
  deleteConversation: 'DELETE FROM conversations WHERE id = ?',
  isFolderUsed: `SELECT 1 FROM conversations WHERE folder = :folder
    UNION ALL SELECT 1 FROM tombstones WHERE path = :folder`,
  usePosition: 'UPDATE conversations SET next_position = max(next_position, :position + 1) WHERE number = :number',
  // Answered by two indexes, without reading a turn.
  countTurns: `SELECT (SELECT count(*) FROM turns WHERE conversation = conversations.number) AS total,
      (SELECT count(*) FROM turns WHERE conversation = conversations.number AND status = 'trashed' AND ${UNSETTLED}) AS trashed,
      (SELECT count(*) FROM turns WHERE conversation = conversations.number AND status = 'draft' AND ${UNSETTLED}) AS drafts
    FROM conversations WHERE id = ?`,
  firstWithWords: selectWordy('ASC'),
  lastWithWords: selectWordy('DESC'),
  summarise: `UPDATE conversations SET title = iif(is_named, title, :title), snippet = :snippet,
    turn_count = :turnCount, draft_count = :draftCount, changed_at = :changedAt, revision = revision + 1
    WHERE id = :id`,
  updateConversation: `UPDATE conversations SET title = :title, name_words = :nameWords, is_named = :isNamed, is_pinned = :isPinned,
    is_archived = :isArchived, purge_at = :purgeAt, profile_id = :profileId,
    persona_id = :personaId WHERE id = :id`,
  noteManifest: `UPDATE conversations SET manifest_revision = :revision, manifest_bytes = :bytes,
    manifest_changed_at = :changedAt WHERE id = :id`,

  turn: `${SELECT_TURN} WHERE turns.id = ?`,
  hasTurn: 'SELECT 1 FROM turns WHERE id = ?',
  turnAt: `${SELECT_TURN} WHERE conversations.id = ? AND position = ?`,
  turnsBefore: `${SELECT_TURN} WHERE conversations.id = :conversationId AND position < :before AND status <> 'trashed'
    ORDER BY position DESC LIMIT :limit`,
  turnsIn: `${SELECT_TURN} WHERE status = ? AND ${UNSETTLED} ORDER BY turns.number DESC`,
  drafts: `${SELECT_TURN} WHERE status = 'draft' AND ${UNSETTLED} AND conversations.purge_at IS NULL
    ORDER BY turns.number DESC`,
  outbox: `${SELECT_TURN} WHERE is_in_outbox = 1 AND conversations.purge_at IS NULL ORDER BY turns.number`,
  lastPurge: `SELECT max(at) AS at FROM (
    SELECT max(purge_at) AS at FROM turns WHERE purge_at IS NOT NULL
    UNION ALL SELECT max(purge_at) FROM conversations WHERE purge_at IS NOT NULL)`,
  turnsDueForPurge: 'SELECT id FROM turns WHERE purge_at <= ? LIMIT ?',
  allTurnsOf: `${SELECT_TURN} WHERE conversations.id = ? ORDER BY position`,
  undrawnTurnsOf: `${SELECT_UNDRAWN_TURN} WHERE conversations.id = ? ORDER BY position`,
  unsettledTurnsOf: `${SELECT_TURN} WHERE conversations.id = ? AND ${UNSETTLED} AND status <> 'trashed' ORDER BY +position`,
  turnIdsOf: `SELECT id FROM turns WHERE conversation = ${CONVERSATION}`,
  // Only a number or an id that is already taken is no failure.
  insertTurn: `INSERT INTO turns (number, id, conversation, position, is_searched, status, purge_at, is_waiting, is_in_outbox, sounds,
    sound_bytes, has_words, told, recording_peaks, reply_peaks) VALUES (${places(13)}, x'', x'')
    ON CONFLICT (number) DO NOTHING ON CONFLICT (id) DO NOTHING`,
  updateTurn: `UPDATE turns SET status = ?, purge_at = ?, is_waiting = ?, is_in_outbox = ?, sounds = ?, sound_bytes = ?, has_words = ?,
    told = ?, recording_peaks = ?, reply_peaks = ? WHERE id = ?`,
  deleteTurn: 'DELETE FROM turns WHERE id = ?',
  lastNumberWithin: 'SELECT max(number) AS number FROM turns WHERE number BETWEEN ? AND ?',
  freeNumber: `SELECT min(number) + 1 AS number FROM turns WHERE number >= ?
    AND NOT EXISTS (SELECT 1 FROM turns AS next WHERE next.number = turns.number + 1)`,

  costsOf: `${selectCost('')} AND conversation = ${CONVERSATION}`,
  costs: selectCost(`, told ->> '$.createdAt' AS created_at, told ->> '$.reply.profileId' AS profile_id,
    told ->> '$.reply.endpoint' AS endpoint, told ->> '$.reply.model' AS model`),
  heardCostsOf: `${selectHeardCost('')} AND conversation = ${CONVERSATION}`,
  heardCosts: selectHeardCost(`, told ->> '$.createdAt' AS created_at, told ->> '$.transcript.model' AS model`),

  newestTimes: `SELECT told -> '$.talked' AS talked, coalesce(told -> '$.reply.times', told -> '$.attempt.times') AS times,
      coalesce(told ->> '$.reply.profileId', told ->> '$.attempt.profileId') AS profile_id, told ->> '$.failure' IS NOT NULL AS has_failed
    FROM turns WHERE coalesce(told ->> '$.reply.times.beganAt', told ->> '$.attempt.times.beganAt') IS NOT NULL
    ORDER BY number DESC LIMIT ?`,

  // Oldest first, without the trash.
  waitingTranscriptions: `SELECT turns.id FROM turns JOIN conversations ON conversations.number = conversation
    WHERE is_waiting = 1 AND status <> 'trashed' AND conversations.purge_at IS NULL ORDER BY turns.number LIMIT ?`,
  // Other turns are returned too, without a duration, so that the limit counts the turns that were looked through.
  wordlessRecordings: `SELECT turns.number, turns.id,
      CASE WHEN status IN ('answered', 'stopped', 'joined', 'failed') AND is_waiting = 0 AND conversations.purge_at IS NULL
        AND told ->> '$.transcript' IS NULL THEN told ->> '$.recording.durationMs' END AS duration_ms
    FROM turns CROSS JOIN conversations ON conversations.number = conversation
    WHERE turns.number < ? ORDER BY turns.number DESC LIMIT ?`,

  // Joined in the order of time, so that the reader can stop early.
  retainedTurns: `SELECT turns.number, turns.id, conversations.id AS conversation_id, sounds, sound_bytes, has_words
    FROM turns CROSS JOIN conversations ON conversations.number = conversation
    WHERE turns.number > ? AND NOT (${UNSETTLED}) AND is_in_outbox = 0 AND NOT is_pinned AND conversations.purge_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM parts WHERE turn_id = turns.id)
    ORDER BY turns.number LIMIT ?`,
  newestTurn: 'SELECT max(number) AS number FROM turns',

  searchedOf: 'SELECT number, is_searched FROM turns WHERE id = ?',
  setSearched: 'UPDATE turns SET is_searched = ? WHERE number = ?',
  insertSearched: `INSERT INTO turn_search (rowid, mine, reply, sides, voice, model) VALUES (${places(6)})`,
  saveSearched: `INSERT OR REPLACE INTO turn_search (rowid, mine, reply, sides, voice, model)
    VALUES (:number, :mine, :reply, :sides, :voice, :model)`,
  deleteSearched: 'DELETE FROM turn_search WHERE rowid = ?',
  mergeSearched: "INSERT INTO turn_search (turn_search, rank) VALUES ('merge', ?)",
  totalChanges: 'SELECT total_changes() AS count',
  addWipe: 'INSERT OR IGNORE INTO wipes (id) VALUES (1)',
  wipeDue: 'SELECT 1 FROM wipes',
  deleteWipe: 'DELETE FROM wipes',

  // What the sounds of a conversation take once those of one turn take so much.
  addBytes: `UPDATE conversations SET bytes = conversations.bytes + :bytes - sound_bytes FROM turns
    WHERE turns.id = :id AND conversations.number = conversation AND sound_bytes <> :bytes`,
  // Done by SQLite, without making a turn of each row, because every start asks this for every conversation.
  soundsIn: `SELECT turns.id AS turn_id, folder || '/' || (told ->> '$.recording.file') AS recording,
      folder || '/' || (told ->> '$.reply.sound.file') AS reply
    FROM turns JOIN conversations ON conversations.number = conversation
    WHERE conversations.id = ? AND sounds > 0 ORDER BY position`,
  countSounds: 'SELECT coalesce(sum(sounds), 0) AS count FROM turns',
  checksumsAfter: `SELECT number, told ->> '$.recording.checksum' AS recording, told ->> '$.reply.sound.checksum' AS reply
    FROM turns WHERE number > ? ORDER BY number LIMIT ?`,

  insertPart: 'INSERT INTO parts (turn_id, side, file) VALUES (:turnId, :side, :file)',
  deletePart: 'DELETE FROM parts WHERE turn_id = ? AND side = ?',
  parts: 'SELECT turn_id, side, file FROM parts',
  partsIn: `SELECT turn_id, side, file FROM parts JOIN turns ON turns.id = turn_id WHERE conversation = ${CONVERSATION}`,
  partsOf: 'SELECT turn_id, side, file FROM parts WHERE turn_id = ?',

  insertTombstone: 'INSERT OR IGNORE INTO tombstones (path) VALUES (?)',
  tombstone: 'SELECT path FROM tombstones WHERE path = ?',
  tombstones: 'SELECT path FROM tombstones',
  tombstonesIn: "SELECT path FROM tombstones WHERE path >= ? || '/' AND path < ? || '0' ORDER BY path",
  deleteTombstone: 'DELETE FROM tombstones WHERE path = ?',
} as const

/** Every statement that the library runs, prepared. */
export type Statements = { readonly [N in keyof typeof sources]: StatementSync }

/** Prepares all statements at once, so that a missing table is noticed when the database is opened. */
export function prepareStatements(database: DatabaseSync): Statements {
  const prepared = Object.entries(sources).map(([name, source]) => [name, database.prepare(source)])
  return Object.fromEntries(prepared) as Statements
}
