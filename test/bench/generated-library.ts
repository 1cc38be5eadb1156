import { createHash, randomUUID } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Sound, type Turn, uncounted } from '../../app/conversation.ts'
import { SAMPLE_RATE_HZ } from '../../app/pcm.ts'
import { noTimes } from '../../app/turns/turn-times.ts'
import { wavHeader } from '../../app/wav.ts'
import { manifestText, toManifest } from '../../main/library/manifest/manifest.ts'
import { CONVERSATIONS_FOLDER, conversationFolder, MANIFEST_NAME, soundPath } from '../../main/library/paths.ts'
import { randomNumbers } from './random-numbers.ts'

/** A word that stands in one turn alone, one in about half of all, a phrase in about one of a hundred, a beginning of many words. */
export const sought = { rare: 'quokka', common: 'the', phrase: 'river harbour', prefix: 'ha' }

const VOCABULARY = 6000
const MINUTE_MS = 60_000
const FIRST_AT = Date.UTC(2020, 0, 1, 12)
/** 10 ms: the size of a sound file costs nothing that is measured here but its own copying. */
const PCM = new Uint8Array(480)
const WAV = Buffer.concat([wavHeader(PCM.byteLength, SAMPLE_RATE_HZ), PCM])
const CHECKSUM = createHash('sha256').update(PCM).digest('hex')

/**
 * Writes the folders of a library, as Parley leaves them, with so many turns: ten in each conversation or `turnsEach`, both sides
 * with words and sound. The words are made up and distributed as in a language: a few are everywhere, most are rare. There is no index.
 */
export async function writeLibrary(folder: string, turnCount: number, turnsEach = 10): Promise<void> {
  const random = randomNumbers(turnCount)
  const vocabulary = ['the', ...Array.from({ length: VOCABULARY }, () => makeWord(random))]
  const rareAt = Math.floor(turnCount / 3)
  for (let first = 0; first < turnCount; first += turnsEach) {
    const createdAt = FIRST_AT + first * 5 * MINUTE_MS
    const id = randomUUID()
    const relative = conversationFolder(id, createdAt)
    await mkdir(join(folder, relative), { recursive: true, mode: 0o700 })
    const turns = Array.from({ length: turnsEach }, (_, i) => {
      const end = first + i === rareAt ? sought.rare : ''
      return makeTurn(
        { conversationId: id, folder: relative, position: i + 1, createdAt: createdAt + i * MINUTE_MS },
        () => `${makeSentence(vocabulary, random)} ${end}`.trim(),
      )
    })
    const conversation = {
      ...{
        id,
        title: '',
        isNamed: false,
        createdAt,
        changedAt: createdAt + turnsEach * MINUTE_MS,
        snippet: '',
        bytes: 0,
      },
      ...{ turnCount: turnsEach, draftCount: 0, isPinned: false, isArchived: false, purgeAt: null },
      ...{ profileId: null, personaId: null },
    }
    const manifest = manifestText(
      toManifest({ conversation, revision: 40, nextPosition: turnsEach + 1, deleted: [], turns }),
    )
    const sounds = turns.flatMap(turn => [turn.recording, turn.reply?.sound]).filter(sound => sound != null)
    await Promise.all([
      writeFile(join(folder, relative, MANIFEST_NAME), manifest),
      ...sounds.map(({ file }) => writeFile(join(folder, file), WAV)),
    ])
  }
}

/** The folder in which `writeLibrary` puts conversations. */
export function conversationsOf(folder: string): string {
  return join(folder, CONVERSATIONS_FOLDER)
}

function makeTurn(
  {
    conversationId,
    folder,
    position,
    createdAt,
  }: { conversationId: string; folder: string; position: number; createdAt: number },
  say: () => string,
): Turn {
  const sound = (side: 'recording' | 'reply'): Sound => ({
    ...{ file: soundPath(folder, position, side, 'wav'), format: 'wav', bytes: WAV.byteLength, durationMs: 10 },
    ...{ checksum: CHECKSUM, peaks: [] },
  })
  return {
    ...{ id: randomUUID(), conversationId, position, createdAt, status: 'answered', draftReason: null, text: '' },
    ...{ recording: sound('recording'), attachmentName: null, microphone: 'Desk Microphone', missingMs: 0 },
    ...{
      failure: null,
      attempt: null,
      unanswered: 0,
      outbox: null,
      expired: null,
      purgeAt: null,
      talked: null,
      transcription: null,
    },
    transcript: { words: say(), alignment: [], isEdited: false, model: 'whisper-1', cost: null },
    reply: {
      ...{
        words: say(),
        alignment: [
          [40, 3],
          [90, 7],
        ],
        isEdited: false,
        sound: sound('reply'),
        isComplete: true,
        isVoiceLost: false,
        voiceFailure: null,
        heardMs: null,
      },
      ...{
        audioId: `audio_${position}`,
        audioExpiresAt: createdAt,
        endpoint: 'https://api.openai.com/v1',
        model: 'gpt-audio',
      },
      ...{ voice: 'marin', profileId: 'openai', account: 'a1b2' },
      usage: {
        ...uncounted,
        ...{ promptTokens: 200, completionTokens: 300, promptAudioTokens: 150, completionAudioTokens: 250 },
      },
      cost: { usd: 0.0212, isEstimate: true, source: 'table' },
      times: { ...noTimes, sentMs: 4, headersMs: 300, firstWordsMs: 500, firstSoundMs: 520, endMs: 3000 },
    },
  }
}

/** About a dozen words, the n-th of the vocabulary n times as rare as the first. */
function makeSentence(vocabulary: readonly string[], random: () => number): string {
  const count = 8 + Math.floor(random() * 10)
  const words = Array.from({ length: count }, () => vocabulary[Math.floor(vocabulary.length ** random()) - 1] ?? '')
  if (random() < 0.01) words.splice(3, 0, sought.phrase)
  const sentence = words.join(' ')
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`
}

function makeWord(random: () => number): string {
  const syllables = [
    'ha',
    'ri',
    'ver',
    'lo',
    'men',
    'ta',
    'su',
    'pe',
    'gor',
    'ni',
    'kal',
    'be',
    'do',
    'fin',
    'ost',
    'qua',
  ]
  const count = 2 + Math.floor(random() * 3)
  return Array.from({ length: count }, () => syllables[Math.floor(random() * syllables.length)]).join('')
}
