import { setImmediate as giveWay } from 'node:timers/promises'
import type { Library } from '../library.ts'

/** Works out the checksums of all sounds of a library, giving way to everything else. */
export async function* checksumsOf(library: Library): AsyncGenerator<string> {
  for (let after: number | null = -1; after !== null; await giveWay()) {
    const from: number = after
    const { disk, store } = library.openedParts
    const found = disk.use(() => store.files.checksumsAfter(from))
    yield* found.checksums
    after = found.last
  }
}
