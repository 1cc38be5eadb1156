import type { DatabaseSync } from 'node:sqlite'

/** What a table of the index must not contain, and what it means if it does. */
const contradictions: readonly { sql: string; sentence: string }[] = [
  { sql: "SELECT 1 FROM pragma_integrity_check WHERE integrity_check <> 'ok'", sentence: 'The index is damaged.' },
  { sql: 'SELECT 1 FROM pragma_foreign_key_check', sentence: 'Rows of the index belong to nothing.' },
  {
    sql: `SELECT 1 FROM turns WHERE is_searched
      AND NOT EXISTS (SELECT 1 FROM turn_search_docsize WHERE turn_search_docsize.id = number)
      UNION ALL SELECT 1 FROM turn_search_docsize
      WHERE NOT EXISTS (SELECT 1 FROM turns WHERE number = turn_search_docsize.id AND is_searched)`,
    sentence: 'The search does not know all turns, or knows some that are gone.',
  },
  {
    sql: `SELECT 1 FROM conversations WHERE bytes <> (SELECT coalesce(sum(sound_bytes), 0) FROM turns
      WHERE conversation = conversations.number)`,
    sentence: 'The size of a conversation is not that of its sounds.',
  },
]

/** Contradictions within an index, one sentence each. */
export function findFaults(database: DatabaseSync): string[] {
  const found = contradictions.filter(({ sql }) => database.prepare(`${sql} LIMIT 1`).get()).map(each => each.sentence)
  return isSearchWhole(database) ? found : [...found, 'The search is damaged.']
}

/** FTS5's own check of its index (sqlite.org/fts5.html, section 6.4). */
function isSearchWhole(database: DatabaseSync): boolean {
  try {
    database.exec("INSERT INTO turn_search (turn_search) VALUES ('integrity-check')")
    return true
  } catch {
    return false
  }
}
