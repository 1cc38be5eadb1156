import { workerData } from 'node:worker_threads'
import { readFolder } from './folder-reading.ts'
import { PORTION, PORTIONS_AHEAD, type ReadAheadTask, type ReadFolder, SENT, TAKEN } from './read-ahead.ts'

const { library, folders, port, progress }: ReadAheadTask = workerData

for (let at = 0, sent = 0; at < folders.length; at += PORTION, sent++) {
  for (
    let taken = Atomics.load(progress, TAKEN);
    sent - taken >= PORTIONS_AHEAD;
    taken = Atomics.load(progress, TAKEN)
  ) {
    Atomics.wait(progress, TAKEN, taken)
  }
  port.postMessage(folders.slice(at, at + PORTION).map(attempt))
  Atomics.add(progress, SENT, 1)
  Atomics.notify(progress, SENT)
}

function attempt(folder: string): ReadFolder {
  try {
    return { folder, reading: readFolder(library, folder) }
  } catch {
    return { folder, reading: null }
  }
}
