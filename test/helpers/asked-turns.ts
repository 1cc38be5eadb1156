import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'
import { expect } from 'vitest'
import { type Announce, events } from '../../app/contract.ts'
import type { RecordingEnd, Turn, TurnStatus } from '../../app/conversation.ts'
import { samplesToPcm } from '../../app/pcm.ts'
import { defaultSettings, type Settings } from '../../app/settings.ts'
import { WAV_HEADER_BYTES } from '../../app/wav.ts'
import type { Endpoint } from '../../main/endpoint/endpoint.ts'
import type { AskTimeouts } from '../../main/endpoint/request/question.ts'
import type { Library } from '../../main/library/library.ts'
import { openLibrary } from '../../main/library/open-library.ts'
import { Learned } from '../../main/profiles/learned.ts'
import { EarlyQuestions } from '../../main/turns/early-questions.ts'
import { Recordings } from '../../main/turns/recordings.ts'
import { Turns } from '../../main/turns.ts'
import { endpointAt } from './asking.ts'
import { type EndpointServer, startEndpointServer } from './endpoint-server.ts'
import { codedSamples } from './known-reply.ts'
import { spendingBeside } from './spending.ts'

/** Who records. */
const WINDOW = 'one window'
/** A batch of 20 ms. */
const BATCH_BYTES = 960

/** A turn in a library whose recording holds these samples, ready to be sent. */
export function spokenTurnIn(
  library: Library,
  conversationId: string = randomUUID(),
  samples: Int16Array = codedSamples(4800),
): Turn {
  const id = randomUUID()
  const question = { conversationId, status: 'recording', text: '', microphone: 'Test', attachmentName: null } as const
  library.createTurn({ id, ...question })
  const file = library.createSoundFile(id, 'recording')
  file.append(samplesToPcm(samples))
  file.finish()
  return library.turn(id)
}

/** A library, a server and what asks one about the other; and all that was announced. */
export class AskedTurns {
  readonly folder: string
  readonly server: EndpointServer
  readonly turns: Turns
  readonly recordings: Recordings
  readonly early: EarlyQuestions
  readonly learned: Learned
  readonly timeouts: Partial<AskTimeouts> = {}
  library: Library
  news: Parameters<Announce>[] = []
  /** Who is asked next. */
  endpoint: () => Endpoint
  settings: Settings = defaultSettings

  static async open(): Promise<AskedTurns> {
    return new AskedTurns(await mkdtemp(join(tmpdir(), 'parley-turns-')), await startEndpointServer())
  }

  private constructor(folder: string, server: EndpointServer) {
    this.folder = folder
    this.server = server
    this.library = openLibrary(folder)
    const fixed = endpointAt(server.baseUrl, { instructions: 'Be brief.' })
    this.endpoint = () => fixed
    this.learned = new Learned(folder)
    const announce: Announce = (name, payload) => {
      v.parse(events[name], payload)
      this.news.push([name, structuredClone(payload)])
    }
    this.early = new EarlyQuestions({
      settings: () => this.settings,
      questionOf: (turnId, sound) => this.turns.outlook.questionOfSpoken(turnId, sound),
      soundToEncode: turnId => this.turns.outlook.soundToEncode(turnId),
      timeouts: this.timeouts,
    })
    this.recordings = new Recordings({ library: this.library, announce, listener: this.early })
    this.turns = new Turns({
      learned: this.learned,
      library: this.library,
      announce,
      isOut: turnId => this.early.isOut(turnId),
      takeEarly: turnId => this.early.take(turnId),
      encodedOf: turnId => this.early.encodedOf(turnId),
      endpoint: () => this.endpoint(),
      settings: () => this.settings,
      timeouts: this.timeouts,
      ...spendingBeside(this.library, { settings: () => this.settings }),
    })
  }

  async close(): Promise<void> {
    await this.turns.close()
    await this.server.close()
    this.library.close()
    await rm(this.folder, { recursive: true, force: true })
  }

  /** A turn whose recording holds these samples, ready to be sent. */
  spokenTurn(conversationId?: string, samples?: Int16Array): Turn {
    return spokenTurnIn(this.library, conversationId, samples)
  }

  typedTurn(text: string, conversationId: string = randomUUID()): Turn {
    const id = randomUUID()
    return this.library.createTurn({
      id,
      conversationId,
      status: 'sending',
      text,
      microphone: '',
      attachmentName: null,
    })
  }

  /** Begins to record in a conversation; the batches that follow are told by `say`. */
  beginToSpeak(conversationId: string = randomUUID()): string {
    const turnId = randomUUID()
    this.recordings.start({ turnId, conversationId, microphone: 'Test' }, WINDOW)
    return turnId
  }

  /** Says pcm, in batches of 20 ms from `sequence` on. Returns the sequence number that follows. */
  say(turnId: string, pcm: Uint8Array, sequence = 0): number {
    for (let at = 0; at < pcm.byteLength; at += BATCH_BYTES) {
      this.recordings.append(turnId, sequence++, pcm.subarray(at, at + BATCH_BYTES), WINDOW)
    }
    return sequence
  }

  /** Ends a recording as a window does, and sends it where that is meant. */
  endSpeaking(turnId: string, end: RecordingEnd = { kind: 'send' }): void {
    try {
      const turn = this.recordings.finish(turnId, end, 0, WINDOW)
      if (turn?.status === 'sending') this.turns.send(turnId)
    } finally {
      this.early.forget(turnId)
    }
  }

  /** Sends a turn; resolves with what has become of it. */
  async run(turn: Turn): Promise<Turn> {
    this.news = []
    this.turns.send(turn.id)
    return this.outcome(turn)
  }

  async outcome({ id }: Turn): Promise<Turn> {
    await expect.poll(() => this.hasEnded(id)).toBe(true)
    return this.library.turn(id)
  }

  hasEnded(turnId: string): boolean {
    const last = this.news.filter(([, payload]) => 'turnId' in payload && payload.turnId === turnId).at(-1)
    return last?.[0] === 'replyEnded'
  }

  announcedSound(): Buffer {
    return Buffer.concat(this.news.flatMap(([, payload]) => ('pcm' in payload ? [payload.pcm] : [])))
  }

  announcedWords(): string {
    return this.news.map(([, payload]) => ('words' in payload ? payload.words : '')).join('')
  }

  announcedStatuses(): TurnStatus[] {
    return this.news.flatMap(([, payload]) => ('turn' in payload ? [payload.turn.status] : []))
  }

  /** The samples of a reply as they are kept. */
  async replyPcm(turn: Turn): Promise<Buffer> {
    const sound = turn.reply?.sound
    if (!sound) throw new Error('the reply has no sound')
    return (await readFile(this.library.pathOf(sound))).subarray(WAV_HEADER_BYTES)
  }
}
