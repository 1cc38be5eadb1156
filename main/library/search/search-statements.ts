import type { DatabaseSync, StatementSync } from 'node:sqlite'

const FOUND = 'turns.id, turns.number, conversations.title'
/** What is in the trash is not found. */
const SHOWN = "turns.status <> 'trashed' AND conversations.purge_at IS NULL"

const sources = {
  // CROSS JOIN fixes the order of the loops (SQLite, "Manual Control Of Query Plans"): the words are looked up first, newest first, until
  // there are enough hits. By itself SQLite may go through all turns and check for each whether it has the words.
  newestMatches: `SELECT ${FOUND} FROM turn_search
    CROSS JOIN turns ON turns.number = turn_search.rowid
    CROSS JOIN conversations ON conversations.number = turns.conversation
    WHERE turn_search MATCH :match AND turn_search.rowid BETWEEN :first AND :last AND ${SHOWN}
    ORDER BY turn_search.rowid DESC LIMIT :limit`,
  newestTurns: `SELECT ${FOUND} FROM turns CROSS JOIN conversations ON conversations.number = turns.conversation
    WHERE turns.number BETWEEN :first AND :last AND is_searched AND ${SHOWN} ORDER BY turns.number DESC LIMIT :limit`,
  // Every match has to be scored. OFFSET keeps SQLite from scoring it again for each comparison, and LIMIT from sorting them all.
  bestMatches: `SELECT number, score FROM (
      SELECT rowid AS number, bm25(turn_search, 1, 1, 0, 0, 0) AS score FROM turn_search
      WHERE turn_search MATCH :match AND rowid BETWEEN :first AND :last LIMIT -1 OFFSET 0)
    WHERE (score, -number) > (:score, -:searchId) ORDER BY score, number DESC LIMIT :limit`,
  shownTurn: `SELECT ${FOUND} FROM turns JOIN conversations ON conversations.number = turns.conversation
    WHERE turns.number = ? AND ${SHOWN}`,
  namedConversations: `SELECT id, title, name_words FROM conversations
    WHERE name_words <> '' AND purge_at IS NULL AND instr(' ' || name_words || ' ', :words) > 0 ORDER BY changed_at DESC`,
} as const

/** The statements of the search. */
export type SearchStatements = { readonly [N in keyof typeof sources]: StatementSync }

/** Prepares them. */
export function prepareSearchStatements(database: DatabaseSync): SearchStatements {
  const prepared = Object.entries(sources).map(([name, source]) => [name, database.prepare(source)])
  return Object.fromEntries(prepared) as SearchStatements
}
