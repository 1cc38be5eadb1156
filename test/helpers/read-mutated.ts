import { AppError } from '../../app/errors.ts'
import { toEndpointError } from '../../main/endpoint/failure/failure.ts'
import { ReplyReader } from '../../main/endpoint/reply/reply-reader.ts'
import { endpointAt } from './asking.ts'
import { mutatedAnswer } from './mutated-answers.ts'
import { Random } from './random.ts'

const asked = { endpoint: endpointAt('http://127.0.0.1:4000', { key: null }), format: 'pcm16' } as const
const reached = { isConnected: true, hasAnswered: true }

/** What became of the answers that were read. */
export interface ReadAnswers {
  /** How many became a reply, and how many each failure, by code. */
  outcomes: Map<string, number>
  /** How long the slowest of them took, in milliseconds. */
  slowestMs: number
}

/**
 * Reads so many mutated answers as `ask` does, cut into pieces as a network might.
 * @throws anything other than a failure that can be shown, or something that cannot be part of a reply, with the seed of that answer
 */
export function readMutated(count: number, firstSeed: number): ReadAnswers {
  const outcomes = new Map<string, number>()
  let slowestMs = 0
  for (let seed = firstSeed; seed < firstSeed + count; seed++) {
    const startedAt = performance.now()
    const outcome = readOne(seed)
    slowestMs = Math.max(slowestMs, performance.now() - startedAt)
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
  }
  return { outcomes, slowestMs }
}

function readOne(seed: number): string {
  const random = new Random(seed)
  const bytes = mutatedAnswer(random)
  const reader = new ReplyReader('pcm16', '127.0.0.1')
  const cut = random.below(bytes.byteLength + 1)
  try {
    const pieces = [bytes.subarray(0, cut), bytes.subarray(cut)].filter(({ byteLength }) => byteLength > 0)
    for (const piece of pieces) for (const part of reader.push(piece)) check(part, seed)
    for (const part of reader.end()) check(part, seed)
    return 'a reply'
  } catch (error) {
    if (error instanceof Error && /^seed /.test(error.message)) throw error
    const isExpected = error instanceof AppError || error instanceof SyntaxError || isRefusal(error)
    if (!isExpected) throw new Error(`seed ${seed}: ${String(error)}`, { cause: error })
    return toEndpointError(error, asked, { ...reached, hasReply: reader.hasReply }).code
  }
}

function isRefusal(error: unknown): boolean {
  return error instanceof Error && 'refusal' in error
}

function check(part: { kind: string; pcm?: Uint8Array; words?: string }, seed: number): void {
  if (part.kind === 'pcm' && (part.pcm?.byteLength ?? 1) % 2 === 1) throw new Error(`seed ${seed}: half a sample`)
  if (part.kind === 'words' && part.words === '') throw new Error(`seed ${seed}: words that are none`)
}
