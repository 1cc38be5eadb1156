import { samplesToPcm } from '../../app/pcm.ts'
import { openLibrary } from '../../main/library/open-library.ts'
import { codedSamples } from './known-reply.ts'
import { newReply, newTurn } from './library-folder.ts'

const DAY_MS = 24 * 3600 * 1000

/**
 * Fills a data folder with spoken questions and their replies, each in a conversation of its own, so many days ago.
 * @param seconds the length of each recording and each reply
 */
export function fillOldLibrary(
  dataFolder: string,
  asked: readonly { text: string; daysAgo: number }[],
  seconds = 0.2,
): void {
  for (const { text, daysAgo } of asked) {
    const library = openLibrary(dataFolder, { clock: () => Date.now() - daysAgo * DAY_MS })
    const { id } = library.createTurn(newTurn())
    for (const side of ['recording', 'reply'] as const) {
      const sound = library.createSoundFile(id, side)
      sound.append(samplesToPcm(codedSamples(Math.round(seconds * 24_000))))
      sound.finish()
    }
    const transcript = { words: text, alignment: [], isEdited: false, model: 'whisper-1', cost: null }
    library.changeTurn(id, { status: 'answered', transcript, reply: newReply() })
    library.close()
  }
}
