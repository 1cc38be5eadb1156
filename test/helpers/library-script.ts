import { randomUUID } from 'node:crypto'
import { writeSync } from 'node:fs'
import { flushCompileCache } from 'node:module'
import { toFailure } from '../../app/errors.ts'
import type { Library } from '../../main/library/library.ts'
import { openLibrary } from '../../main/library/open-library.ts'
import { newReply, newTurn, tellingPcm } from './library-folder.ts'

/*
 * Uses a library until it is killed, and says each thing only when the library has said it is done. Run with node:
 * library-script.ts hold|recording|reply|everything <folder>, or copy <folder> <conversation> <turn>
 */

/** 20 ms, as the window sends them. */
const BATCH_BYTES = 960

function say(line: string): void {
  writeSync(1, `${line}\n`)
}

/** Says `open`, and keeps the library until the standard input ends. */
function hold(folder: string): void {
  try {
    const library = openLibrary(folder)
    say('open')
    process.stdin.on('end', () => library.close()).resume()
  } catch (error) {
    say(JSON.stringify(toFailure(error)))
  }
}

/** Writes one sound file for ever; says the turn's id, then after each batch how many bytes are in the file. */
function writeForEver(library: Library, side: 'recording' | 'reply'): void {
  const turn = library.createTurn(newTurn({ status: side === 'reply' ? 'sending' : 'recording' }))
  if (side === 'reply') library.changeTurn(turn.id, { status: 'replying', reply: newReply() })
  const file = library.createSoundFile(turn.id, side)
  say(turn.id)
  for (;;) say(String(file.append(tellingPcm(BATCH_BYTES, file.bytes))))
}

/** Makes, answers, discards and deletes turns for ever; says what it begins and what is done, with the turn's id. */
function useForEver(library: Library): void {
  const kept: string[] = []
  for (let n = 1; ; n++) {
    const conversationId =
      n % 3 === 0 || kept.length === 0 ? randomUUID() : library.turn(kept.at(-1) ?? '').conversationId
    const turn = library.createTurn(newTurn({ conversationId }))
    const recording = library.createSoundFile(turn.id, 'recording')
    for (let i = 0; i < n % 7; i++) recording.append(tellingPcm(BATCH_BYTES, recording.bytes))
    if (n % 7 === 0) {
      recording.discard()
      library.deleteTurn(turn.id)
      continue
    }
    say(`finished ${turn.id} ${recording.finish().bytes}`)
    library.changeTurn(turn.id, { status: 'sending' })
    const reply = library.createSoundFile(turn.id, 'reply')
    reply.append(tellingPcm(BATCH_BYTES * 2))
    reply.finish()
    library.changeTurn(turn.id, { status: 'answered', reply: newReply() })
    say(`answered ${turn.id}`)
    kept.push(turn.id)
    const [oldest] = kept
    if (oldest === undefined || kept.length < 6) continue
    kept.shift()
    say(`deleting ${oldest}`)
    library.deleteTurn(oldest)
    say(`deleted ${oldest}`)
  }
}

/** Copies a conversation for ever; says the id of each copy. */
async function copyForEver(library: Library, conversationId: string, turnId: string): Promise<never> {
  for (;;) say((await library.continueConversation(conversationId, turnId, 'Copy')).id)
}

// A process that is killed leaves the next one nothing otherwise.
flushCompileCache()
const [what, folder = '', conversationId = '', turnId = ''] = process.argv.slice(2)
if (what === 'hold') hold(folder)
else if (what === 'everything') useForEver(openLibrary(folder))
else if (what === 'copy') await copyForEver(openLibrary(folder), conversationId, turnId)
else writeForEver(openLibrary(folder), what === 'reply' ? 'reply' : 'recording')
