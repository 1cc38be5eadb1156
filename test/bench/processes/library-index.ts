import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { openLibrary } from '../../../main/library/open-library.ts'
import { MANIFEST_NAME } from '../../../main/library/paths.ts'
import { INDEX_NAME } from '../../../main/library/rows/database.ts'
import { conversationsOf } from '../generated-library.ts'

/** What reading all conversations of a library took, in milliseconds. */
export interface IndexCost {
  ms: number
  conversations: number
}

/*
 * Reads every conversation of a library: library-index.ts index|read <folder>. `index` makes the index anew, as Parley does when
 * it is lost; `read` parses every conversation.json and keeps it in memory, as a program without an index does at every start.
 */
const [what, folder = ''] = process.argv.slice(2)
if (what === 'index') for (const end of ['', '-wal', '-shm']) rmSync(join(folder, INDEX_NAME + end), { force: true })
const beganAt = performance.now()
const conversations = what === 'index' ? makeIndex() : readAll()
process.send?.({ ms: performance.now() - beganAt, conversations } satisfies IndexCost)

function makeIndex(): number {
  let read = 0
  const library = openLibrary(folder, { onFolders: count => (read = count) })
  library.close()
  return read
}

function readAll(): number {
  const conversations = conversationsOf(folder)
  const all = readdirSync(conversations).map(name =>
    JSON.parse(readFileSync(join(conversations, name, MANIFEST_NAME), 'utf8')),
  )
  return all.length
}
