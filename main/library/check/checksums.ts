import { setImmediate as giveWay } from 'node:timers/promises'
import type { Library } from '../library.ts'

/** Checksums of all sounds that a library has, with everything else in between. */
export async function* checksumsOf(library: Library): AsyncGenerator<string> {
  for (let after: number | null = -1; after !== null; await giveWay()) {
    const from: number = after
    const { disk, store } = library.openedParts
    const found = disk.use(() => store.files.checksumsAfter(from))
    yield* found.checksums
    after = found.last
  }
}
