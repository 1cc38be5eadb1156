import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { sharedNow } from './processes/clock.ts'
import type { KeyUpCost } from './processes/key-up.ts'
import { type Line, startRelay } from './relay.ts'
import { startSinkServer } from './sink-server.ts'

/** What a recording cost that was made and sent in a process of its own. */
export interface SendingCost extends KeyUpCost {
  /** From key-up until the server had the last byte of the request, in milliseconds. */
  writtenMs: number
  /** The most memory held over what was held before the recording began. */
  peakBytes: number
}

/** Runs a script of `processes/` in a fresh process and resolves with the one object it sends. */
export async function inOwnProcess<Result>(
  script: string,
  args: readonly string[],
  { env = {}, onStarted }: { env?: Record<string, string>; onStarted?: (child: ChildProcess) => void } = {},
): Promise<Result> {
  const options = { stdio: 'inherit' as const, env: { ...process.env, ...env } }
  const child = fork(join(import.meta.dirname, 'processes', script), [...args], options)
  onStarted?.(child)
  let result: Result | undefined
  child.on('message', message => {
    if (typeof message === 'object') result = message as Result
  })
  const [code] = (await once(child, 'exit')) as [number | null]
  if (result === undefined || code !== 0) throw new Error(`${script} ended with code ${code}`)
  return result
}

/** What of sending is not as usual: the line to the server, and how much shorter than WAV what is sent is. */
interface Sending {
  args?: readonly string[]
  line?: Line
  /** Of the bytes that the speech has as base64 of a WAV, at least this part must come. */
  least?: number
}

/** Records and sends so many seconds of speech by a script of `processes/`, to a server in this process. */
export async function sendInOwnProcess(script: string, seconds: number, sending: Sending = {}): Promise<SendingCost> {
  const { args = [], line, least = 1 } = sending
  let child: ChildProcess | undefined
  let receivedAt = Number.NaN
  let receivedBytes = 0
  const sink = await startSinkServer(async bytes => {
    receivedAt = sharedNow()
    receivedBytes = bytes
    if (!child) return
    child.send('received')
    await once(child, 'message')
  })
  const relay = line && (await startRelay(sink.port, line))
  const baseUrl = relay ? `http://127.0.0.1:${relay.port}/v1` : sink.baseUrl
  try {
    const cost = await inOwnProcess<KeyUpCost & { peakBytes: number }>(script, [String(seconds), baseUrl, ...args], {
      onStarted: started => {
        child = started
      },
    })
    // The base64 of every sample, and little else.
    const bytes = seconds * 48_000 * (4 / 3)
    if (receivedBytes < bytes * least || receivedBytes > bytes + 2000)
      throw new Error(`${script} sent ${receivedBytes} bytes`)
    return { ...cost, writtenMs: receivedAt - cost.keyUpAt }
  } finally {
    await relay?.close()
    await sink.close()
  }
}
