// Parley's way, by the code that runs in main: every batch goes into its file as it comes, and at key-up the file is finished
// and the request written from it. Arguments: seconds of speech, base URL.
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newProfile } from '../../../app/profiles.ts'
import { defaultSettings } from '../../../app/settings.ts'
import { endpointOf } from '../../../main/endpoint/endpoint.ts'
import { Keeping } from '../../../main/keeping.ts'
import { Learned } from '../../../main/learned.ts'
import { openLibrary } from '../../../main/library/open-library.ts'
import { announceWithConversations } from '../../../main/news.ts'
import { Recordings } from '../../../main/recordings.ts'
import { Turns } from '../../../main/turns.ts'
import { spendingBeside } from '../../helpers/spending.ts'
import { noteKeyUp } from './key-up.ts'
import { watchPeakMemory } from './peak-memory.ts'
import { speechBatches } from './speech-batches.ts'

const [seconds = '30', baseUrl = ''] = process.argv.slice(2)
const WINDOW = 'window'
const endpoint = endpointOf(newProfile('bench', { name: 'bench', baseUrl }), {
  ...{ kind: 'custom', secrets: { key: 'none', headers: {} }, source: 'Settings' },
})
const folder = await mkdtemp(join(tmpdir(), 'parley-bench-'))
const library = openLibrary(folder)
let whenAnswered: (status: string) => void = () => undefined
const announce = announceWithConversations(new Keeping(library), (_name, payload) => {
  if ('turn' in payload && payload.turn.reply?.times.endMs != null) whenAnswered(payload.turn.status)
})
const recordings = new Recordings({ library, announce })
const turns = new Turns({
  learned: new Learned(folder),
  library,
  announce,
  endpoint: () => endpoint,
  settings: () => defaultSettings,
  ...spendingBeside(library),
})

// A second of speech first, all the way: neither side pays for loading code or connecting in what is measured.
await recordAndSend(1)
const peakBytes = watchPeakMemory()
const cost = await recordAndSend(Number(seconds))
process.send?.({ ...cost, peakBytes: peakBytes() })
await turns.close()
library.close()
await rm(folder, { recursive: true })
process.disconnect()

async function recordAndSend(seconds: number) {
  const [turnId, conversationId] = [randomUUID(), randomUUID()]
  recordings.start({ turnId, conversationId, microphone: 'Built-in' }, WINDOW)
  turns.prepare()
  let sequence = 0
  for (const batch of speechBatches(seconds)) {
    recordings.append(turnId, sequence++, new Uint8Array(batch.slice().buffer), WINDOW)
  }
  const answered = new Promise<string>(resolve => {
    whenAnswered = resolve
  })
  const keyUp = noteKeyUp()
  recordings.finish(turnId, { kind: 'send' }, 0, WINDOW)
  keyUp.finished()
  turns.send(turnId)
  const cost = await keyUp.received
  const status = await answered
  if (status !== 'answered') throw new Error(`the turn ${status}: ${library.turn(turnId).failure?.message}`)
  return cost
}
