import { addCosts, type Cost } from '../../app/cost/cost.ts'
import { failWith } from '../../app/errors.ts'
import { formatSeconds } from '../../app/words/format.ts'
import type { Endpoint } from '../endpoint/endpoint.ts'
import { patienceOf } from '../endpoint/request/question.ts'
import { Bill } from '../spending/bill.ts'
import type { ReadAttachment } from '../turns/attachments.ts'
import { type AskedQuestion, askInItsWay, sizeOfQuestion } from './asked-question.ts'
import { readAttachedFile } from './attached-files.ts'
import { openEndpoint } from './choose-endpoint.ts'
import { openBooks } from './data-folder-books.ts'
import { explain } from './explain.ts'
import type { WholeSound } from './gathered-sound.ts'
import { listen, type Outcome } from './listen.ts'
import { formatOfName, type Options } from './options.ts'
import { Progress } from './progress.ts'
import { ReplyFile } from './reply-file.ts'

/** Where `ask` reads from and writes to. */
export interface Surroundings {
  /** The endpoint's variables. */
  environment: Record<string, string | undefined>
  /** The value of `--key-env`'s variable; null when that was not given. */
  key: string | null
  stdout: NodeJS.WriteStream
  stderr: NodeJS.WriteStream
  /** Aborted to stop. */
  signal: AbortSignal
}

/**
 * Asks once: words to stdout, the sound into its file, everything else to stderr.
 * @returns true when all that was asked for was done
 * @throws AppError for what fails before anything has been answered
 */
export async function run(options: Options, { environment, key, stdout, stderr, signal }: Surroundings) {
  const attachments: ReadAttachment[] = []
  for (const path of options.attachments) attachments.push(await readAttachedFile(path))
  const { endpoint, notes, close } = await openEndpoint(options, environment, key)
  const progress = new Progress(stderr)
  let file: ReplyFile | null = null
  try {
    const { spending, learned, limitUsd } = openBooks(options.dataFolder)
    if (!options.isBeyondLimit && spending.isStoppedFor(endpoint)) {
      throw failWith('spending_stopped', { limitUsd: limitUsd ?? 0 })
    }
    if (options.out !== null) file = new ReplyFile(options.out)
    progress.note(`Asking ${endpoint.model} at ${endpoint.name}, ${whichKey(endpoint)}.`)
    progress.show(() => 'Sending')
    const limits = options.timeoutMs === null ? {} : { timeouts: patienceOf({ timeoutS: options.timeoutMs / 1000 }) }
    // A WAV is made of whatever comes; other formats have to come as they are.
    const isMade = options.format === 'pcm16' || options.format === 'wav'
    const question: AskedQuestion = {
      ...{ text: options.text, attachments },
      format: isMade ? 'automatic' : options.format,
    }
    const parts = askInItsWay(endpoint, question, {
      ...{ signal, ...limits, known: learned.of(endpoint) },
      onLesson: lesson => learned.learn(endpoint, lesson),
    })
    const bill = new Bill(spending, endpoint)
    bill.noteQuestion(sizeOfQuestion(question, endpoint))
    let hearingCost: Cost | null = null
    const outcome = await listen(parts, (part, { sound }) => {
      if (part.kind === 'heard') hearingCost = addCosts(hearingCost, bill.countHearing(part.step))
      if (part.kind === 'reading') bill.noteReading(part.step)
      if (part.kind === 'sent') progress.show(() => 'Waiting')
      if (part.kind === 'pcm') progress.show(() => `Answering, ${formatSeconds(sound.durationMs)} of sound`)
      if (part.kind !== 'words' || options.printsJson) return
      // Words and progress would write over each other.
      if (stdout.isTTY) progress.end()
      stdout.write(part.words)
    })
    progress.end()
    const cost = addCosts(hearingCost, countReply(bill, endpoint, outcome))
    if (outcome.words !== '' && !options.printsJson) stdout.write('\n')
    if (signal.aborted) throw failWith('cancelled')
    return conclude(outcome, { options, endpoint, cost, notes, file, stdout, stderr })
  } finally {
    progress.end()
    file?.close()
    await close()
  }
}

/** What the reply cost as far as it has come; null when nothing has, or nobody knows. */
function countReply(bill: Bill, endpoint: Endpoint, { words, sound, end }: Outcome): Cost | null {
  const spokenMs = sound.durationMs
  if (words === '' && spokenMs === 0 && !end) return null
  const said = { model: end?.model ?? endpoint.model, usage: end?.usage ?? null }
  return bill.countReply({ ...said, spokenMs, spokenCharacters: words.length })
}

interface Conclusion extends Pick<Surroundings, 'stdout' | 'stderr'> {
  options: Options
  endpoint: Endpoint
  cost: Cost | null
  notes: string[]
  file: ReplyFile | null
}

/** Keeps the sound and tells what came of it. Throws disk_*. */
function conclude(outcome: Outcome, { options, endpoint, cost, notes, file, stdout, stderr }: Conclusion): boolean {
  const { format, out, printsJson } = options
  const { words, end, failure } = outcome
  const sound = outcome.sound.whole(format)
  const isOther = sound !== null && sound.format !== format
  const savedAs = sound && file ? file.save(sound.bytes, isOther ? `.${sound.format}` : '') : null
  if (printsJson && (end || words !== '' || sound)) {
    stdout.write(`${JSON.stringify(asJson(outcome, endpoint, cost, sound, savedAs))}\n`)
  }
  if (failure) {
    stderr.write(`${explain(failure, notes)}${savedAs ? ` The sound so far is in ${savedAs}.` : ''}\n`)
    return false
  }
  if (!sound && out !== null) {
    stderr.write(`${endpoint.name} answered in words only, so there is no sound to keep in ${out}.\n`)
    return false
  }
  for (const note of [...notes, ...remarks(options, outcome, sound, savedAs)]) stderr.write(`${note}\n`)
  return true
}

function whichKey({ key, keySource }: Endpoint): string {
  return key === null ? 'without a key' : `with the key from ${keySource}`
}

function asJson(
  { words, times, end }: Outcome,
  { model, voice, baseUrl, keySource, key }: Endpoint,
  cost: Cost | null,
  sound: WholeSound | null,
  file: string | null,
) {
  return {
    id: end?.id ?? null,
    model: end?.model ?? model,
    words,
    file,
    format: sound?.format ?? null,
    durationMs: sound?.durationMs ?? null,
    usage: end?.usage ?? null,
    cost,
    times,
    isComplete: end?.isComplete ?? false,
    voice,
    endpoint: baseUrl,
    keySource: key === null ? null : keySource,
  }
}

/** What is not as the user may expect. */
function remarks(
  { out, format, printsJson }: Options,
  { end }: Outcome,
  sound: WholeSound | null,
  file: string | null,
) {
  const said: string[] = []
  if (end && !end.isComplete) said.push('The endpoint stopped before the end; this is not the whole answer.')
  if (sound && file === null && !printsJson) said.push('The sound was not kept: --out FILE keeps it.')
  if (sound && file !== null && sound.format !== format) {
    said.push(`The endpoint made ${sound.format} instead of ${format}: the sound is in ${file}.`)
  }
  const named = formatOfName(out ?? undefined)
  if (named !== null && named !== format) said.push(`${out} holds ${format}, whatever its name says.`)
  return said
}
