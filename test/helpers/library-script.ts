import { writeSync } from 'node:fs'
import { flushCompileCache } from 'node:module'
import { setImmediate } from 'node:timers/promises'
import { toFailure } from '../../app/errors.ts'
import type { Library } from '../../main/library/library.ts'
import { openLibrary } from '../../main/library/open-library.ts'
import { operations } from './library-operations.ts'
import { LibraryUser } from './library-user.ts'
import { moveWhileUsed } from './moving.ts'
import { Random } from './random.ts'

/*
 * Uses a library until it is killed, and says each thing as it is begun and once the library has said it is done.
 * Run with node: library-script.ts hold <folder>, copy <folder> <conversation> <turn>, move <folder> <target>,
 * or use <folder> <seed> [<operation> …]
 */

/** Opening and comparing a small library is quick, so that deleting gets its turn often. */
const CONVERSATIONS_LIMIT = 6
const shrinking = ['delete a turn for ever', 'delete a conversation for ever', 'purge the trash']

function say(line: string): void {
  writeSync(1, `${line}\n`)
}

/** Prints `open`, and keeps the library open until its standard input ends. */
function hold(folder: string): void {
  try {
    const library = openLibrary(folder)
    say('open')
    process.stdin.on('end', () => library.close()).resume()
  } catch (error) {
    say(JSON.stringify(toFailure(error)))
  }
}

/** Copies a conversation for ever; says the id of each copy. */
async function copyForEver(library: Library, conversationId: string, turnId: string): Promise<never> {
  for (;;) say((await library.continueConversation(conversationId, turnId, 'Copy')).id)
}

/**
 * Does one thing after another for ever, and says each entry of its journal as a line of JSON.
 * @param first what is to be done before anything that chance chooses
 */
async function use(folder: string, seed: number, first: readonly string[]): Promise<void> {
  const random = new Random(seed)
  const undone = new Set(first)
  const user = new LibraryUser(folder, random, entry => {
    if (entry.is === 'begun') undone.delete(entry.operation)
    say(JSON.stringify(entry))
  })
  const names = Object.keys(operations)
  // What cannot be done yet may be possible after something else.
  const wanted = () => (undone.size > 0 && random.below(2) === 0 ? [...undone] : names)
  user.begins()
  for (;;) {
    const isFull = user.conversations().length > CONVERSATIONS_LIMIT
    const name = random.pick(isFull ? shrinking : wanted()) ?? ''
    await operations[name]?.(user)
    // As in Parley, other work gets its turn in between.
    await setImmediate()
  }
}

// Otherwise a killed process would leave nothing behind for the next one.
flushCompileCache()
const [what, folder = '', ...rest] = process.argv.slice(2)
const [first = '', second = ''] = rest
if (what === 'hold') hold(folder)
else if (what === 'copy') await copyForEver(openLibrary(folder), first, second)
else if (what === 'move') await moveWhileUsed(folder, first, say)
else await use(folder, Number(first), rest.slice(1))
