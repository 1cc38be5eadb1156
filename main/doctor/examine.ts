import { addCosts, type Cost } from '../../app/cost/cost.ts'
import type { TurnSize } from '../../app/cost/tokens.ts'
import { toFailure } from '../../app/errors.ts'
import type { Finding } from '../../app/profiles/findings.ts'
import { type Knowledge, type Lesson, learn, nothingKnown } from '../../app/profiles/knowledge.ts'
import type { Model } from '../../app/profiles/models.ts'
import { nothingSaid } from '../../app/profiles/profiles.ts'
import { spokenUpload } from '../../app/profiles/uploads.ts'
import { prepareToAsk } from '../endpoint/connection/client.ts'
import type { Endpoint } from '../endpoint/endpoint.ts'
import type { PaidStep } from '../endpoint/reply/reply-part.ts'
import { EarlyQuestion } from '../endpoint/request/early-question.ts'
import type { Question } from '../endpoint/request/question.ts'
import { SpokenSound } from '../endpoint/request/spoken-sound.ts'
import { Transcriber } from '../endpoint/transcribe.ts'
import { readPcm } from '../sound/pcm-file.ts'
import type { EndedReply } from '../spending/spending.ts'
import type { Step } from './checks.ts'
import { checkupOf, type Shown, type Standing } from './checkup.ts'
import { answerOf, type Findings, faultOf, isRecordingRefused, type TranscribedRecording } from './findings.ts'
import { type HeardAnswer, hearAnswer } from './hear-answer.ts'
import { followUp, followUpSize, questionSize, recordingFile, spokenQuestion, typedQuestion } from './questions.ts'
import { reach } from './reach.ts'

/** What examining an endpoint needs. */
export interface ExamineOptions {
  signal: AbortSignal
  /** Whether the user has recordings transcribed, so that it is worth trying. */
  wantsTranscription: boolean
  /** Why nothing may be spent now; null when something may. Asked before every question. */
  whyNotSpend: () => Finding | null
  /** Counts and returns what an answer cost; null when that is not known. */
  noteCost: (ended: EndedReply) => Cost | null
  /** The same for a transcription. */
  noteStep: (endpoint: Endpoint, step: PaidStep) => Cost | null
  /** The models that the server lists; throws when it lists none. */
  listModels: (endpoint: Endpoint, signal: AbortSignal) => Promise<readonly Model[]>
  /** Called with what questions showed. */
  onLesson: (lesson: Lesson) => void
  /** Called whenever there is a finding, with what the checkup has cost so far. */
  onProgress: (shown: Shown) => void
}

/**
 * Examines an endpoint: connects, sends a recording, asks a second question that refers to the answer by its id, and has the recording
 * transcribed if that is wanted. That is two questions, or three for a model that takes no recordings. Nothing that was learned earlier is
 * used.
 * @returns the findings, also when the signal was aborted; no failure is thrown
 */
export async function examine(endpoint: Endpoint, options: ExamineOptions): Promise<Shown> {
  const examination = new Examination({ ...endpoint, abilities: nothingSaid }, options)
  return examination.run()
}

/** The month's limit is reached. */
class NothingLeft extends Error {
  readonly why: Finding

  constructor(why: Finding) {
    super(why.name)
    this.why = why
  }
}

class Examination {
  readonly #endpoint: Endpoint
  readonly #options: ExamineOptions
  readonly #findings: Findings
  #known: Knowledge | null = null
  #cost: Cost | null = null

  constructor(endpoint: Endpoint, options: ExamineOptions) {
    this.#endpoint = endpoint
    this.#options = options
    const transcription = options.wantsTranscription ? null : 'unwanted'
    this.#findings = {
      endpoint,
      connected: null,
      models: null,
      spoken: null,
      typed: null,
      followUp: null,
      transcription,
    }
  }

  async run(): Promise<Shown> {
    try {
      await this.#runSteps()
      return this.#shownAt({ state: 'done', left: null })
    } catch (error) {
      if (this.#options.signal.aborted) return this.#shownAt({ state: 'stopped', left: { name: 'not_tried_stopped' } })
      const left: Finding = error instanceof NothingLeft ? error.why : { name: 'failed', failure: toFailure(error) }
      return this.#shownAt({ state: 'done', left })
    }
  }

  async #runSteps(): Promise<void> {
    const findings = this.#findings
    const { signal } = this.#options
    this.#tell('connect')
    // Otherwise loading the modules that ask would count as the server's time.
    const prepared = prepareToAsk().catch(() => undefined)
    findings.connected = await reach(this.#endpoint, signal)
    await prepared
    if (faultOf(findings)) return

    this.#tell('ask')
    const listed = this.#list()
    const spoken = spokenQuestion(this.#endpoint)
    const typed = typedQuestion()
    findings.spoken = await this.#ask(spoken, questionSize, () => this.#beginToSpeak())
    if (isRecordingRefused(findings.spoken)) findings.typed = await this.#ask(typed, questionSize)
    findings.models = await listed
    const answer = answerOf(findings)
    if (faultOf(findings) || !answer) return

    const audioId = answer.soundMs > 0 ? (answer.end?.audioId ?? null) : null
    if (audioId !== null) {
      this.#tell('go on')
      const next = followUp(findings.typed ? typed : spoken, answer, audioId)
      findings.followUp = await this.#ask(next, followUpSize)
    }
    if (findings.transcription !== null) return
    this.#tell('transcribe')
    findings.transcription = await this.#transcribe()
  }

  #tell(step: Step): void {
    this.#options.onProgress(this.#shownAt({ state: 'running', step }))
  }

  #shownAt(standing: Standing): Shown {
    return checkupOf(this.#findings, standing, this.#cost)
  }

  /** What is wrong with the list, the question will show too; and whoever stops the checkup does not wait for a list. */
  async #list(): Promise<readonly Model[] | null> {
    const { listModels, signal } = this.#options
    const stopped = new Promise<null>(resolve => signal.addEventListener('abort', () => resolve(null), { once: true }))
    const models = await Promise.race([listModels(this.#endpoint, signal).catch(() => null), stopped])
    return models?.length === 0 ? null : models
  }

  async #ask(
    question: Question,
    size: TurnSize,
    begin: () => Promise<EarlyQuestion | null> = async () => null,
  ): Promise<HeardAnswer> {
    this.#mindLimit()
    const onLesson = (lesson: Lesson) => {
      // So that the next question need not try the same ways of sending again.
      this.#known = learn(this.#known ?? nothingKnown, lesson, Date.now())
      this.#options.onLesson(lesson)
    }
    const { signal } = this.#options
    const early = await begin()
    const answer = await hearAnswer(this.#endpoint, question, { signal, known: this.#known, early, onLesson })
    this.#noteCost(answer, size)
    return answer
  }

  /** The question with the recording, sent as if it were being spoken, because that is the way real questions are sent. */
  async #beginToSpeak(): Promise<EarlyQuestion | null> {
    const endpoint = this.#endpoint
    const format = spokenUpload(endpoint.upload, null)
    if (format === null) return null
    const sound = new SpokenSound(format)
    const early = new EarlyQuestion({ endpoint, question: spokenQuestion(endpoint, sound), sound, known: null })
    for await (const pcm of readPcm(recordingFile)) sound.add(pcm)
    early.finish()
    return early
  }

  async #transcribe(): Promise<TranscribedRecording> {
    this.#mindLimit()
    const startedAt = performance.now()
    const { signal } = this.#options
    const sound = { location: recordingFile, format: 'wav', durationMs: followUpSize.heardMs } as const
    const outcome = await new Transcriber().transcribe(this.#endpoint, sound, { signal })
    const ms = performance.now() - startedAt
    if ('failure' in outcome) return { failure: outcome.failure, ms }
    this.#cost = addCosts(this.#cost, this.#options.noteStep(this.#endpoint, outcome.step))
    return { words: outcome.transcript.words, ms }
  }

  #mindLimit(): void {
    const why = this.#options.whyNotSpend()
    if (why !== null) throw new NothingLeft(why)
  }

  /** A reply that broke off may be charged for all the same; a refused question is not. */
  #noteCost({ end, firstMs, soundMs, words }: HeardAnswer, size: TurnSize): void {
    if (firstMs === null) return
    const heard = { ...size, spokenMs: soundMs, spokenCharacters: words.length }
    const { endpoint } = this.#findings
    const usage = end?.usage ?? null
    const cost = this.#options.noteCost({ endpoint, model: end?.model ?? endpoint.model, usage, size: heard })
    this.#cost = addCosts(this.#cost, cost)
  }
}
