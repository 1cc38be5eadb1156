import { randomUUID } from 'node:crypto'
import { wavHeader } from '../../app/wav.ts'
import { MANIFEST_FORMAT } from '../../main/library/manifest/manifest.ts'
import type { WholeConversation } from '../../main/library/staging.ts'
import { tellingPcm } from './library-folder.ts'

/** How much of a sound an import hands on at a time. */
const PIECE_BYTES = 8192

/** A conversation of one recording as an import brings it, and what it holds. */
export interface ImportedConversation {
  whole: WholeConversation
  turnId: string
}

/**
 * Makes one that no library has yet.
 * @param name of the conversation
 * @param sound what its recording holds; see `tellingPcm`
 */
export function importedConversation(name: string, sound: { start: number; bytes: number }): ImportedConversation {
  const turnId = randomUUID()
  const now = Date.now()
  const wav = Buffer.concat([wavHeader(sound.bytes, 24_000), tellingPcm(sound.bytes, sound.start)])
  const recording = {
    file: '0001-you.wav',
    format: 'wav',
    bytes: wav.byteLength,
    durationMs: sound.bytes / 48,
  } as const
  const whole: WholeConversation = {
    manifest: {
      ...{ format: MANIFEST_FORMAT, id: randomUUID(), name, createdAt: now, changedAt: now },
      ...{
        isPinned: false,
        isArchived: false,
        purgeAt: null,
        profileId: null,
        personaId: null,
        revision: 1,
        nextPosition: 2,
        deleted: [],
      },
      turns: [
        {
          ...{ id: turnId, position: 1, createdAt: now, status: 'stopped', draftReason: null, text: '' },
          ...{
            microphone: '',
            missingMs: 0,
            talked: null,
            failure: null,
            attempt: null,
            unanswered: 0,
            outbox: null,
            expired: null,
            purgeAt: null,
          },
          ...{ attachmentName: 'talk.wav', transcript: null, transcription: null, reply: null },
          recording: { ...recording, checksum: '' },
        },
      ],
    },
    open: () => piecesOf(wav),
  }
  return { whole, turnId }
}

async function* piecesOf(bytes: Buffer): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.byteLength; at += PIECE_BYTES) yield bytes.subarray(at, at + PIECE_BYTES)
}
