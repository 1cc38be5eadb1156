import { cpSync, mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AppError, failWith } from '../../app/errors.ts'
import { sayNotice } from '../../app/words/notice-words.ts'
import { brokenExports } from './broken-exports.ts'
import { brokenPromises } from './broken-promises.ts'
import { checkFindings } from './check-findings.ts'
import { Journal, type JournalEntry } from './library-journal.ts'
import { operations } from './library-operations.ts'
import { LibraryUser } from './library-user.ts'
import { Random } from './random.ts'

/*
 * Does one thing to a library with no room on the disk, with one block, with two …, until it can be done. Run by
 * `small-disk.ts` with node: full-disk-script.ts <operation> <folder> <first> <step>; prints what it found as JSON. After none
 * at all, `first` blocks are left, and `step` more each time.
 */

const BLOCK_BYTES = 4096
const ATTEMPTS = 50

/** What was done before, so that there is something of everything. */
const HISTORY = [
  ...['begin a recording', 'append to a sound', 'finish a recording', 'begin a reply', 'finish a reply'],
  ...[
    'begin a recording',
    'append to a sound',
    'finish a recording',
    'attach a sound',
    'begin a reply',
    'finish a reply',
  ],
  ...['ask in text', 'put a recording into words', 'name a conversation', 'ask in text', 'close and open'],
  ...['begin a recording', 'append to a sound', 'keep a discarded recording', 'continue a conversation'],
  'trash a conversation',
]
/** What is going on when the disk fills up. */
const UNDER_WAY = [
  ...['send again', 'begin a reply', 'ask in text', 'begin a recording'],
  ...['append to a sound', 'append to a sound', 'append to a sound', 'append to a sound'],
]

/** Something of everything that may have been used up. */
const ONCE_MORE = [
  'trash a turn',
  'trash a conversation',
  'continue a conversation',
  'continue a conversation',
  'begin a recording',
]

const [operation = '', disk = '', first = '', step = ''] = process.argv.slice(2)
const folder = join(disk, 'library')
const filler = join(disk, 'filler')
/** What is said where there is no room. */
const FULL = failWith('disk_full', { folder }).message

/** Makes a library that was used before, and returns its journal. */
async function prepare(): Promise<{ template: string; entries: JournalEntry[] }> {
  const template = mkdtempSync(join(tmpdir(), 'parley-template-'))
  const entries: JournalEntry[] = []
  const user = new LibraryUser(template, new Random(7), entry => entries.push(entry))
  user.begins()
  for (const name of HISTORY) await operations[name]?.(user)
  user.doesToAll('close and open', () => {
    user.close()
    user.open()
  })
  user.close()
  return { template, entries }
}

/** Leaves so many blocks of the disk. */
function fill(blocks: number): void {
  const { bavail, bsize } = statfsSync(disk)
  writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - blocks * BLOCK_BYTES), 1))
}

/** What an operation came to: done, the code of its failure, or an error that no user should see. */
async function outcomeOf(work: () => unknown): Promise<string> {
  try {
    await work()
    return 'done'
  } catch (error) {
    return error instanceof AppError ? error.code : `not in words: ${error}`
  }
}

/** Does it with so many blocks left, and then with enough. */
async function tryWith(blocks: number, template: string, entries: readonly JournalEntry[]) {
  for (const name of readdirSync(disk)) rmSync(join(disk, name), { recursive: true })
  cpSync(template, folder, { recursive: true })
  const journal = new Journal()
  for (const entry of entries) journal.add(structuredClone(entry))
  let begun = ''
  const user = new LibraryUser(folder, new Random(11), entry => {
    if (entry.is === 'begun') begun = entry.operation
    journal.add(structuredClone(entry))
  })
  const wrong: string[] = []
  const judge = (when: string) => {
    for (const line of brokenPromises(user.library, journal)) wrong.push(`${blocks} blocks, ${when}: ${line}`)
  }
  // What an operation is done to is left to chance, and may be something it cannot be done to.
  const once = async () => {
    for (let n = 0; begun !== operation && n < ATTEMPTS; n++) await operations[operation]?.(user)
    if (begun !== operation) throw new Error('there was nothing to do it to')
  }
  user.begins()
  for (const name of UNDER_WAY) await operations[name]?.(user)
  rmSync(join(folder, 'library.reserve'), { force: true })
  fill(blocks)
  begun = ''
  const outcome = await outcomeOf(once)
  // An export has its name only when it is whole.
  for (const line of await brokenExports(folder)) wrong.push(`${blocks} blocks: ${line}`)
  const later = [await outcomeOf(() => user.isOpen && user.close()), await outcomeOf(() => user.open())]
  if (user.isOpen) {
    // Without room for it, what was cut off is put in order at a later start.
    if (!user.library.notices.map(sayNotice).includes(FULL)) judge('while it is full')
    later.push(await outcomeOf(() => user.close()))
  }
  rmSync(filler)
  user.open()
  judge('when there is room')
  user.close()
  for (const line of await checkFindings(folder)) wrong.push(`${blocks} blocks: ${line}`)
  user.open()
  journal.add({ is: 'done', turns: {}, conversations: {} })
  for (const name of [...UNDER_WAY, ...ONCE_MORE]) await operations[name]?.(user)
  begun = ''
  const again = await outcomeOf(once)
  if (again !== 'done') wrong.push(`${blocks} blocks, with room again: ${again}`)
  user.close()
  return { outcome, later, wrong }
}

const { template, entries } = await prepare()
const outcomes: string[] = []
const wrong: string[] = []
let last = 'disk_full'
for (
  let blocks = 0;
  last === 'disk_full' && wrong.length === 0;
  blocks = blocks === 0 ? Number(first) : blocks + Number(step)
) {
  const tried = await tryWith(blocks, template, entries)
  last = tried.outcome
  outcomes.push(tried.outcome, ...tried.later)
  wrong.push(...tried.wrong)
}
const isSaidInWords = outcomes.every(outcome => outcome === 'done' || outcome === 'disk_full')
rmSync(template, { recursive: true })
writeSync(1, JSON.stringify({ wrong, last, isSaidInWords }))
