import { randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type OutboxEntry, type Reply, type Turn, uncounted } from '../../app/conversation.ts'
import { AppError } from '../../app/errors.ts'
import type { Library } from '../../main/library/library.ts'
import { type OpenOptions, openLibrary } from '../../main/library/open-library.ts'
import type { NewTurn } from '../../main/library/turn-changes.ts'

/** A data folder for one test, whose library can be opened, closed and opened again. */
export class LibraryFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'parley-library-'))
  /** The library's clock, in milliseconds since 1970. */
  now = Date.UTC(2026, 10, 23, 12)
  /** How the library is opened next. Every folder is compared at once, however busy the machine is. */
  options: OpenOptions = { lookMs: Number.POSITIVE_INFINITY }
  #opened: Library | null = null

  /** The library, opened first if it is not open. */
  get library(): Library {
    this.#opened ??= openLibrary(this.path, { clock: () => this.now, ...this.options })
    return this.#opened
  }

  /** A turn with a finished recording, kept as a draft; with `withReply`, an answered turn that also has a finished reply. */
  spoken(change: Partial<NewTurn> = {}, withReply = false): Turn {
    const turn = this.library.createTurn(newTurn(change))
    for (const side of withReply ? (['recording', 'reply'] as const) : (['recording'] as const)) {
      const file = this.library.createSoundFile(turn.id, side)
      file.append(tellingPcm(960))
      file.finish()
    }
    return withReply
      ? this.library.changeTurn(turn.id, { status: 'answered', reply: newReply() })
      : this.library.changeTurn(turn.id, { status: 'draft', draftReason: 'focus-lost' })
  }

  close(): void {
    this.#opened?.close()
    this.#opened = null
  }

  reopen(): Library {
    this.close()
    return this.library
  }

  /** Closes the library and deletes its index. The sound files stay. */
  loseIndex(): void {
    this.close()
    for (const name of readdirSync(this.path)) if (name.startsWith('library.db')) rmSync(join(this.path, name))
  }

  remove(): void {
    this.close()
    // A `conversation.json` may still be about to be written.
    rmSync(this.path, { recursive: true, force: true, maxRetries: 5 })
  }

  /** Absolute path of the recording of a turn while it is being written. */
  partPath({ conversationId, position }: Pick<Turn, 'conversationId' | 'position'>): string {
    const end = `${conversationId.slice(0, 8)}/${String(position).padStart(4, '0')}-you.wav.part`
    return join(this.path, this.soundFiles().find(file => file.endsWith(end)) ?? '')
  }

  /** Paths of all sound files below `conversations`, sorted, with forward slashes. */
  soundFiles(): string[] {
    const entries = readdirSync(join(this.path, 'conversations'), { recursive: true, withFileTypes: true })
    const files = entries.filter(entry => !entry.isDirectory() && !/^conversation\.json/.test(entry.name))
    return files
      .map(entry =>
        join(entry.parentPath, entry.name)
          .slice(this.path.length + 1)
          .replaceAll('\\', '/'),
      )
      .sort()
  }
}

/** The whole recording of a turn, as a file. */
export function readRecording(library: Library, turnId: string) {
  return library.readSound(turnId, 'recording', 0, Number.MAX_SAFE_INTEGER)
}

/** A spoken question in a conversation of its own; `change` overrides fields. */
export function newTurn(change: Partial<NewTurn> = {}): NewTurn {
  return {
    id: randomUUID(),
    conversationId: randomUUID(),
    status: 'recording',
    text: '',
    microphone: 'Built-in microphone',
    attachmentName: null,
    ...change,
  }
}

/** The outbox entry of a waiting question; `change` overrides fields. */
export function newOutboxEntry(change: Partial<OutboxEntry> = {}): OutboxEntry {
  return {
    ...{ askedAt: 1, endpoint: 'http://127.0.0.1:9/v1', profileId: 'work' },
    ...{ attempts: 1, nextAt: 2, notBefore: null, unanswered: 0, isBeyondLimit: false },
    ...change,
  }
}

/** A reply without sound; `change` overrides fields. */
export function newReply(change: Partial<Reply> = {}): Reply {
  return {
    words: 'Yes, they are gentle and patient.',
    alignment: [],
    isEdited: false,
    sound: null,
    isComplete: true,
    isVoiceLost: false,
    voiceFailure: null,
    heardMs: null,
    audioId: 'audio_1',
    audioExpiresAt: Date.UTC(2026, 10, 23, 13),
    endpoint: 'http://127.0.0.1:9/v1',
    profileId: 'practice',
    account: 'a1b2',
    model: 'practice',
    voice: 'marin',
    usage: { ...uncounted, promptTokens: 12, completionTokens: 34, completionAudioTokens: 0, cachedAudioTokens: 3 },
    cost: { usd: 0.0125, isEstimate: true, source: 'table' },
    times: {
      ...{ beganAt: Date.UTC(2026, 10, 23, 12), sentMs: 1.5, headersMs: 2, firstWordsMs: 3, firstSoundMs: 4.25 },
      ...{ soundedMs: 5, endMs: null },
    },
    ...change,
  }
}

/** Bytes of which any few show their position, so that lost, doubled and moved ones are noticed and no two sounds begin alike. */
export function tellingPcm(length: number, offset = 0): Uint8Array<ArrayBuffer> {
  const pcm = new Uint8Array(length)
  for (let i = 0; i < length; i++) {
    // Mixed twice: after mixing once, neighbouring bytes would say little more than the first.
    const mixed = Math.imul(offset + i + 1, 2_654_435_761)
    pcm[i] = Math.imul(mixed ^ (mixed >>> 15), 2_246_822_507) >>> 24
  }
  return pcm
}

/** The code of the `AppError` that `work` throws; "nothing" when it throws none. Other errors pass. */
export function codeOf(work: () => unknown): string {
  try {
    work()
    return 'nothing'
  } catch (error) {
    if (error instanceof AppError) return error.code
    throw error
  }
}
