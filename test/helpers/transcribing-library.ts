import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'
import { expect, vi } from 'vitest'
import type { BackfillProgress } from '../../app/contract/turn-requests.ts'
import { type Announce, events } from '../../app/contract.ts'
import type { Turn } from '../../app/conversation.ts'
import { samplesToPcm } from '../../app/pcm.ts'
import { changeSettings, defaultSettings } from '../../app/settings.ts'
import { Keeping } from '../../main/keeping/keeping.ts'
import type { Library } from '../../main/library/library.ts'
import { openLibrary } from '../../main/library/open-library.ts'
import { announceWithConversations } from '../../main/news.ts'
import { Learned } from '../../main/profiles/learned.ts'
import { TranscriptionQueue } from '../../main/transcription/transcription-queue.ts'
import { Turns } from '../../main/turns.ts'
import { endpointAt } from './asking.ts'
import { type EndpointServer, startEndpointServer } from './endpoint-server.ts'
import { codedSamples } from './known-reply.ts'
import { PATIENCE } from './patience.ts'
import { spendingBeside } from './spending.ts'

/** A library whose recordings are put into words by a server of its own. */
export class TranscribingLibrary {
  readonly folder: string
  readonly server: EndpointServer
  settings = changeSettings(defaultSettings, { transcription: { isOn: true } })
  transcriptionModel = ''
  /** How long was waited before a recording was tried again, each time. */
  readonly waits: number[] = []
  readonly news: Parameters<Announce>[] = []
  /** Codes of why nothing could be put into words, null for when it could again. */
  readonly unavailable: (string | null)[] = []
  #opened: { library: Library; turns: Turns; queue: TranscriptionQueue }

  private constructor(folder: string, server: EndpointServer) {
    this.folder = folder
    this.server = server
    this.#opened = this.#assemble()
  }

  static async start(): Promise<TranscribingLibrary> {
    const folder = await mkdtemp(join(tmpdir(), 'parley-transcriptions-'))
    const server = await startEndpointServer()
    server.transcriptions.answerAlways('words')
    return new TranscribingLibrary(folder, server)
  }

  get library(): Library {
    return this.#opened.library
  }

  get turns(): Turns {
    return this.#opened.turns
  }

  get queue(): TranscriptionQueue {
    return this.#opened.queue
  }

  /** Opens the library again after `close`, as Parley does when it starts. */
  open(): void {
    this.#opened = this.#assemble()
  }

  async close(): Promise<void> {
    await this.queue.close()
    await this.turns.close()
    this.library.close()
  }

  async end(): Promise<void> {
    await this.close()
    await this.server.close()
    await rm(this.folder, { recursive: true, force: true })
  }

  spokenTurn({ pcm = samplesToPcm(codedSamples(4800)) }: { pcm?: Uint8Array } = {}): Turn {
    const id = randomUUID()
    const question = { id, conversationId: randomUUID(), text: '', microphone: 'Test', attachmentName: null }
    this.library.createTurn({ ...question, status: 'recording' })
    const file = this.library.createSoundFile(id, 'recording')
    file.append(pcm)
    file.finish()
    return this.library.turn(id)
  }

  /** A turn that was answered before anybody wanted words. */
  earlierTurn(): Turn {
    return this.library.changeTurn(this.spokenTurn().id, { status: 'answered' })
  }

  typedTurn(): Turn {
    const question = { id: randomUUID(), conversationId: randomUUID(), text: 'Hello', microphone: '' }
    return this.library.createTurn({ ...question, status: 'sending', attachmentName: null })
  }

  async answered({ id }: Turn): Promise<void> {
    await vi.waitFor(() => expect(this.library.turn(id).status).toBe('answered'), PATIENCE)
  }

  async transcribed({ id }: Turn): Promise<Turn> {
    await vi.waitFor(() => expect(this.library.turn(id).transcript).not.toBeNull(), PATIENCE)
    return this.library.turn(id)
  }

  /** The code of what went wrong, once it did. */
  async failed({ id }: Turn): Promise<string> {
    return vi.waitFor(() => {
      const { transcription } = this.library.turn(id)
      if (transcription?.name !== 'failed') throw new Error('it has not failed yet')
      return transcription.failure.code
    }, PATIENCE)
  }

  /** What was told of how far earlier recordings are. */
  progress(): BackfillProgress[] {
    return this.news.flatMap(([name, payload]) => (name === 'backfillProgressed' ? [payload as BackfillProgress] : []))
  }

  #assemble() {
    const library = openLibrary(this.folder)
    const announce = announceWithConversations(new Keeping(library), (name, payload) => {
      v.parse(events[name], payload)
      this.news.push([name, structuredClone(payload)])
      queue.hear(name, payload)
    })
    const endpoint = () => ({ ...endpointAt(this.server.baseUrl), transcriptionModel: this.transcriptionModel })
    const settings = () => this.settings
    const turns = new Turns({
      learned: new Learned(this.folder),
      ...{ library, announce, endpoint, settings, ...spendingBeside(library) },
      transcription: turn => queue.standing(turn),
    })
    const queue = new TranscriptionQueue({
      ...{ library, announce, endpoint, settings },
      setBackfilling: isBackfilling => {
        this.settings = changeSettings(this.settings, { transcription: { isBackfilling } })
      },
      isBusy: () => turns.underWayCount > 0,
      onAvailability: () => this.unavailable.push(queue.unavailable?.code ?? null),
      wait: async ms => {
        this.waits.push(ms)
      },
    })
    return { library, turns, queue }
  }
}
