import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'
import { expect } from 'vitest'
import { type Announce, events } from '../../app/contract.ts'
import type { Turn } from '../../app/conversation.ts'
import { samplesToPcm } from '../../app/pcm.ts'
import { defaultSettings, type Settings } from '../../app/settings.ts'
import type { Endpoint } from '../../main/endpoint/endpoint.ts'
import type { AskTimeouts } from '../../main/endpoint/request/question.ts'
import { Keeping } from '../../main/keeping/keeping.ts'
import type { Library } from '../../main/library/library.ts'
import { openLibrary } from '../../main/library/open-library.ts'
import { Outbox } from '../../main/outbox/outbox.ts'
import { Learned } from '../../main/profiles/learned.ts'
import { Turns } from '../../main/turns.ts'
import { endpointAt } from './asking.ts'
import { type EndpointServer, startEndpointServer } from './endpoint-server.ts'
import { HandClock } from './hand-clock.ts'
import { codedSamples } from './known-reply.ts'
import { spendingBeside } from './spending.ts'

/** An outbox with everything it works on, a server that can be taken away, and a clock that is set by hand. */
export class OutboxInUse {
  readonly time = new HandClock()
  readonly timeouts: Partial<AskTimeouts> = {}
  readonly news: Parameters<Announce>[] = []
  /** Further servers, closed together with it. */
  readonly others: EndpointServer[] = []
  server: EndpointServer
  /** The endpoint that answers now. */
  endpoint: () => Endpoint
  settings: Settings = defaultSettings
  readonly #folder: string
  #parts: { library: Library; keeping: Keeping; turns: Turns; outbox: Outbox }

  static async begin(): Promise<OutboxInUse> {
    return new OutboxInUse(await mkdtemp(join(tmpdir(), 'parley-outbox-')), await startEndpointServer())
  }

  private constructor(folder: string, server: EndpointServer) {
    this.#folder = folder
    this.server = server
    const fixed = endpointAt(server.baseUrl)
    this.endpoint = () => fixed
    this.#parts = this.#openParts()
  }

  get library(): Library {
    return this.#parts.library
  }

  get keeping(): Keeping {
    return this.#parts.keeping
  }

  get outbox(): Outbox {
    return this.#parts.outbox
  }

  async end(): Promise<void> {
    await this.close()
    for (const one of [this.server, ...this.others]) await one.close()
    await rm(this.#folder, { recursive: true, force: true })
  }

  /** Like a start of Parley, after `close`. */
  open(): void {
    this.#parts = this.#openParts()
  }

  async close(): Promise<void> {
    this.outbox.close()
    await this.#parts.turns.close()
    this.library.close()
  }

  /** The same address, where nothing answers until `goOnline`. */
  async goOffline(): Promise<void> {
    await this.server.close()
  }

  async goOnline(): Promise<void> {
    this.server = await startEndpointServer({ port: Number(new URL(this.server.baseUrl).port) })
  }

  spokenQuestion(conversationId: string): string {
    const id = randomUUID()
    const spoken = { status: 'recording', text: '', microphone: 'Test', attachmentName: null } as const
    this.keeping.createTurn({ id, conversationId, ...spoken })
    const file = this.keeping.createSoundFile(id, 'recording')
    file.append(samplesToPcm(codedSamples(4800)))
    file.finish()
    return id
  }

  /** Asks in writing; returns the turn's id. */
  ask(text: string, conversationId: string = randomUUID()): string {
    const id = randomUUID()
    this.keeping.createTurn({ id, conversationId, status: 'sending', text, microphone: '', attachmentName: null })
    this.outbox.ask(id)
    return id
  }

  /** The text of the last message of each request. */
  asked(): unknown[] {
    return this.server.requests.map(({ json }) => json.messages.at(-1)?.content)
  }

  async becomes(turnId: string, status: Turn['status']): Promise<Turn> {
    await expect.poll(() => this.keeping.turn(turnId).status).toBe(status)
    return this.keeping.turn(turnId)
  }

  /** Waits until a question has failed that many times. */
  async tried(turnId: string, attempts: number): Promise<Turn> {
    await expect
      .poll(() => [this.keeping.turn(turnId).status, this.keeping.turn(turnId).outbox?.attempts])
      .toEqual(['queued', attempts])
    return this.keeping.turn(turnId)
  }

  #openParts(): { library: Library; keeping: Keeping; turns: Turns; outbox: Outbox } {
    const library = openLibrary(this.#folder)
    const keeping = new Keeping(library)
    const { clock, setTimer } = this.time
    const [endpoint, settings] = [() => this.endpoint(), () => this.settings]
    const announce: Announce = (name, payload) => {
      v.parse(events[name], payload)
      this.news.push([name, structuredClone(payload)])
      outbox.hear(name, payload)
    }
    const turns = new Turns({
      ...{ library: keeping, announce, endpoint, settings, timeouts: this.timeouts, clock },
      ...spendingBeside(library, { settings, clock }),
      learned: new Learned(this.#folder),
      outbox: { entryAfter: (...of) => outbox.entryAfter(...of), isLate: entry => outbox.isLate(entry) },
    })
    const outbox = new Outbox({ kept: keeping, turns, announce, endpoint, clock, setTimer })
    return { library, keeping, turns, outbox }
  }
}
