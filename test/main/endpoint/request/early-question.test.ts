import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { SAMPLE_RATE_HZ } from '../../../../app/pcm.ts'
import type { Lesson } from '../../../../app/profiles/knowledge.ts'
import { type Knowledge, learn, nothingKnown } from '../../../../app/profiles/knowledge.ts'
import type { UploadFormat } from '../../../../app/profiles/uploads.ts'
import { wavHeader } from '../../../../app/wav.ts'
import type { Endpoint } from '../../../../main/endpoint/endpoint.ts'
import { EarlyQuestion } from '../../../../main/endpoint/request/early-question.ts'
import type { AskTimeouts, Question } from '../../../../main/endpoint/request/question.ts'
import { KeptSound } from '../../../../main/endpoint/request/request-body.ts'
import { SpokenSound } from '../../../../main/endpoint/request/spoken-sound.ts'
import { readMp3Duration } from '../../../../main/sound/mp3.ts'
import { endpointAt, type Heard, hear } from '../../../helpers/asking.ts'
import { type Reception, receptions, recordingIn, UploadServer } from '../../../helpers/upload-server.ts'

/** A second of sound, of which no two places are alike. */
const pcm = randomBytes(48_000)
const wav = Buffer.concat([wavHeader(pcm.byteLength, SAMPLE_RATE_HZ), pcm])

let server: UploadServer
let endpoint: Endpoint
beforeEach(async () => {
  server = await new UploadServer().listen()
  endpoint = endpointAt(server.baseUrl)
})
afterEach(() => server.close())

function questionOf(data: KeptSound | SpokenSound, format: 'wav' | 'mp3'): Question {
  const recording = { type: 'input_audio', input_audio: { data, format } } as const
  return { messages: [{ role: 'user', content: [{ type: 'text', text: 'Listen: “ß”' }, recording] }] }
}

const whole = questionOf(new KeptSound(wav), 'wav')

interface Spoken {
  format?: UploadFormat
  known?: Knowledge | null
  timeouts?: Partial<AskTimeouts>
  /** Whether the server ends it while it is spoken. */
  isCutShort?: boolean
}

function begin({ format = 'wav', known = null, timeouts = {} }: Spoken = {}): EarlyQuestion {
  const sound = new SpokenSound(format)
  return new EarlyQuestion(
    { endpoint, question: questionOf(sound, format === 'wav' ? 'wav' : 'mp3'), sound, known },
    timeouts,
  )
}

/** Says all of it, in pieces of 20 ms, or of one that ends within a triplet of base64. */
function say(early: EarlyQuestion, pieceBytes = 960): void {
  for (let at = 0; at < pcm.byteLength; at += pieceBytes) early.sound.add(pcm.subarray(at, at + pieceBytes))
}

/** Says everything and asks. */
async function ask(spoken: Spoken = {}, early = begin(spoken)): Promise<Heard & { lessons: Lesson[] }> {
  const lessons: Lesson[] = []
  const { known = null, timeouts = {}, isCutShort = false } = spoken
  say(early)
  // What a server does in the middle comes before the end.
  if (isCutShort) await early.request.answered.catch(() => undefined)
  early.finish()
  const heard = await hear(endpoint, whole, { early, known, timeouts, onLesson: lesson => lessons.push(lesson) })
  return { ...heard, lessons }
}

describe('a question that is spoken', () => {
  test('arrives while it is spoken, and byte for byte as it was said', async () => {
    const early = begin()
    for (const pieceBytes of [2, 4, 958, 960]) early.sound.add(pcm.subarray(0, pieceBytes))
    const said = Buffer.concat([2, 4, 958, 960].map(bytes => pcm.subarray(0, bytes)))
    await expect.poll(() => server.arrivals[0]?.body.length ?? 0).toBeGreaterThan(2500)
    expect(server.questions).toEqual([])
    early.finish()
    expect(await hear(endpoint, whole, { early })).toMatchObject({ words: 'Heard.', failure: null })
    const [arrival] = server.questions
    if (!arrival) throw new Error('nothing arrived')
    expect(arrival.isChunked).toBe(true)
    const { bytes, pcm: heard } = recordingIn(arrival)
    expect(heard.equals(said)).toBe(true)
    expect(bytes.subarray(0, 44)).toEqual(Buffer.from(wavHeader(0xffff_ffff, SAMPLE_RATE_HZ)))
    expect(server.arrivals).toHaveLength(1)
  })

  test('has what was sent whole before it in front of it, and nothing but the recording after it', async () => {
    await ask()
    const [arrival] = server.questions
    const json = JSON.parse(Buffer.from(arrival?.body ?? '', 'latin1').toString())
    expect(Object.keys(json).at(-1)).toBe('messages')
    expect(json).toMatchObject({
      model: endpoint.model,
      stream: true,
      messages: [{ content: [{ text: 'Listen: “ß”' }, {}] }],
    })
  })

  test('goes as MP3 where that is wanted', async () => {
    const heard = await ask({ format: 'mp3' })
    expect(heard).toMatchObject({ words: 'Heard.', lessons: [{ upload: { format: 'mp3', came: 'taken' } }, {}] })
    const [arrival] = server.questions
    if (!arrival) throw new Error('nothing arrived')
    expect(recordingIn(arrival).format).toBe('mp3')
    expect(readMp3Duration(recordingIn(arrival).bytes)).toBeGreaterThan(1000)
  })

  test('may take its time, but not when the server stops reading', async () => {
    const sendMs = 2000
    const early = begin({ timeouts: { sendMs } })
    early.sound.add(pcm)
    await expect.poll(() => server.arrivals[0]?.body.length ?? 0).toBeGreaterThan(60_000)
    // Longer than anything may take that waits for the server.
    await new Promise(resolve => setTimeout(resolve, sendMs + 100))
    early.finish()
    expect(await hear(endpoint, whole, { early })).toMatchObject({ words: 'Heard.', failure: null })
    expect(server.arrivals).toHaveLength(1)
  })

  test('is no request when it is given up, however much of it was said', async () => {
    const early = begin()
    say(early)
    await expect.poll(() => server.arrivals[0]?.body.length ?? 0).toBeGreaterThan(60_000)
    early.giveUp()
    await expect(early.request.answered).rejects.toThrow()
    early.finish()
    await hear(endpoint)
    expect(server.questions.map(({ isChunked }) => isChunked)).toEqual([false])
  })

  test('is given up with the answer that is waited for', async () => {
    const controller = new AbortController()
    const early = begin()
    say(early)
    controller.abort()
    expect((await hear(endpoint, whole, { early, signal: controller.signal })).failure?.code).toBe('cancelled')
    expect(early.isGivenUp).toBe(true)
  })

  test('goes out again on a new connection when the kept one was closed meanwhile', async () => {
    await hear(endpoint)
    server.dropConnections()
    const heard = await ask()
    expect(heard).toMatchObject({ words: 'Heard.', failure: null, lessons: [{ upload: { came: 'taken' } }, {}] })
    const [first, ...later] = server.questions
    expect(later.map(({ isChunked }) => isChunked)).toEqual([true])
    expect(later[0]?.port).not.toBe(first?.port)
  })
})

describe('what is not taken while it is spoken', () => {
  const known = learn(nothingKnown, { upload: { format: 'wav', came: 'taken' } }, 0)
  const cases: [name: keyof typeof receptions, came: string, alsoWhenKnown: boolean][] = [
    ['wants the length', 'length-required', true],
    ['takes 20 kB', 'too-large', true],
    ['refuses it when it is whole', 'refused', true],
    ['fails in the middle', 'broke-off', true],
    ['resets the connection', 'broke-off', true],
    ['fails when it is whole', 'broke-off', false],
    ['resets it when it is whole', 'broke-off', false],
  ]
  for (const [name, came, alsoWhenKnown] of cases) {
    test(`is sent as a whole to a server that ${name}, and that is learned`, async () => {
      server.reception = receptions[name] satisfies Reception
      const heard = await ask({ isCutShort: !name.endsWith('whole') })
      expect(heard).toMatchObject({ words: 'Heard.', failure: null })
      expect(heard.lessons[0]).toEqual({ upload: { format: 'wav', came } })
      const exact = server.questions.at(-1)
      if (!exact) throw new Error('nothing arrived')
      expect(recordingIn(exact).bytes.equals(wav)).toBe(true)
      expect(Number(exact.headers['content-length'])).toBe(exact.body.length)
    })

    test(`${alsoWhenKnown ? 'is sent' : 'is not sent'} twice to one that took others and now ${name}`, async () => {
      server.reception = receptions[name] satisfies Reception
      const heard = await ask({ known, isCutShort: !name.endsWith('whole') })
      expect(heard.failure === null).toBe(alsoWhenKnown)
      expect(server.arrivals.filter(({ isChunked }) => !isChunked)).toHaveLength(alsoWhenKnown ? 1 : 0)
    })
  }

  test('is sent as a whole when the server stops reading', async () => {
    server.reception = receptions['stops reading']
    // Connected before, so that nothing but the server is waited for; and only while it is spoken so impatiently.
    await hear(endpoint)
    const early = begin({ timeouts: { sendMs: 2000 } })
    // More than networks keep for a server that does not read.
    for (let count = 0; count < 200; count++) early.sound.add(pcm)
    const heard = await ask({}, early)
    expect(heard).toMatchObject({ words: 'Heard.', failure: null })
    expect(heard.lessons[0]).toEqual({ upload: { format: 'wav', came: 'stalled' } })
  })

  test('is not sent twice to a server that has all of it and takes long to answer', async () => {
    server.isAnswering = false
    const timeouts = { headersMs: 300 }
    const heard = await ask({ timeouts })
    expect(heard.failure?.code).toBe('timed_out')
    expect(heard.lessons).toEqual([])
    expect(server.arrivals).toHaveLength(1)
  })

  describe('is, by a server to which no connection comes about,', () => {
    let connections: number
    let deaf: Server
    beforeEach(async () => {
      connections = 0
      // Takes connections and never says who it is, so that none is ever encrypted.
      deaf = createServer(socket => {
        connections++
        socket.on('error', () => undefined)
      })
      await new Promise<void>(resolve => deaf.listen(0, '127.0.0.1', resolve))
      endpoint = endpointAt(`https://127.0.0.1:${(deaf.address() as AddressInfo).port}/v1`)
    })
    afterEach(() => deaf.close())

    test('waited for once', async () => {
      const timeouts = { sendMs: 1500 }
      const heard = await ask({ timeouts })
      expect(heard.failure?.code).toBe('timed_out')
      expect(connections).toBe(1)
    })

    test('tried once more where it was waited for only while it was spoken', async () => {
      const timeouts = { sendMs: 1500 }
      const heard = await ask({ timeouts, isCutShort: true })
      expect(heard.failure?.code).toBe('timed_out')
      expect(connections).toBe(2)
    })
  })

  test('is sent as a whole at once when the server had stopped reading long before its end', async () => {
    server.reception = receptions['stops reading']
    const early = begin({ timeouts: { sendMs: 200 } })
    // More than networks keep for a server that does not read.
    for (let count = 0; count < 200; count++) early.sound.add(pcm)
    const speaking = setInterval(() => early.sound.add(pcm.subarray(0, 960)), 20)
    await expect(early.request.answered)
      .rejects.toMatchObject({ code: 'timed_out' })
      .finally(() => clearInterval(speaking))
    early.finish()
    expect(await hear(endpoint, whole, { early })).toMatchObject({ words: 'Heard.', failure: null })
  })

  test('goes as MP3 from then on, where the network takes less than is spoken', async () => {
    let incoming: IncomingMessage | null = null
    server.reception = (_arrival, arriving) => {
      incoming ??= arriving.pause()
    }
    const early = begin()
    // More than networks keep for a server that does not read.
    for (let count = 0; count < 200; count++) early.sound.add(pcm)
    await expect.poll(() => incoming).not.toBeNull()
    early.finish()
    ;(incoming as IncomingMessage | null)?.resume()
    const lessons: Lesson[] = []
    await hear(endpoint, whole, { early, onLesson: lesson => lessons.push(lesson) })
    expect(lessons[0]).toEqual({ upload: { format: 'wav', came: 'slow' } })
  })

  test('is sent as MP3 when the whole is too large as well', async () => {
    server.reception = (arrival, _incoming, response) => {
      const isLarge = arrival.body.length > 20_000
      if (isLarge && !response.headersSent) response.writeHead(413, { connection: 'close' }).end()
    }
    expect(await ask({ isCutShort: true })).toMatchObject({ words: 'Heard.', failure: null })
    const question = server.questions.at(-1)
    expect(question && recordingIn(question).format).toBe('mp3')
  })

  test('is sent nowhere else: a redirect is refused, once', async () => {
    server.reception = receptions.redirects
    expect((await ask()).failure?.code).toBe('endpoint_redirected')
    expect(server.arrivals).toHaveLength(1)
  })

  test('teaches nothing when the whole is refused as well', async () => {
    server.reception = (arrival, _incoming, response) => {
      if (arrival.isWhole)
        response.writeHead(400, { 'content-type': 'application/json' }).end('{"error":{"message":"No."}}')
    }
    const heard = await ask()
    expect(heard.failure).not.toBeNull()
    expect(heard.lessons).toEqual([])
  })

  test('is said to be sent again where a gateway got no answer for it', async () => {
    server.reception = (arrival, _incoming, response) => {
      if (arrival.isChunked && arrival.isWhole) response.writeHead(504).end()
    }
    const heard = await ask()
    expect(heard).toMatchObject({ words: 'Heard.', failure: null })
    expect(heard.kinds.filter(kind => kind === 'again' || kind === 'sent')).toEqual(['sent', 'again', 'sent'])
  })

  for (const status of [401, 429]) {
    test(`is not sent again after ${status}, which is not about the recording`, async () => {
      server.reception = (arrival, _incoming, response) => {
        if (arrival.isWhole) response.writeHead(status, { 'content-type': 'application/json' }).end('{}')
      }
      expect((await ask()).failure).not.toBeNull()
      expect(server.arrivals).toHaveLength(1)
    })
  }
})
