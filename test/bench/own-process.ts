import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { sharedNow } from './processes/clock.ts'
import type { KeyUpCost } from './processes/key-up.ts'
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
  onStarted: (child: ChildProcess) => void = () => undefined,
): Promise<Result> {
  const child = fork(join(import.meta.dirname, 'processes', script), [...args], { stdio: 'inherit' })
  onStarted(child)
  let result: Result | undefined
  child.on('message', message => {
    if (typeof message === 'object') result = message as Result
  })
  const [code] = (await once(child, 'exit')) as [number | null]
  if (result === undefined || code !== 0) throw new Error(`${script} ended with code ${code}`)
  return result
}

/** Records and sends so many seconds of speech by a script of `processes/`, to a server in this process. */
export async function sendInOwnProcess(script: string, seconds: number, ...args: string[]): Promise<SendingCost> {
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
  try {
    const cost = await inOwnProcess<KeyUpCost & { peakBytes: number }>(
      script,
      [String(seconds), sink.baseUrl, ...args],
      started => {
        child = started
      },
    )
    // The base64 of every sample, and little else.
    const missing = seconds * 48_000 * (4 / 3) - receivedBytes
    if (missing > 0 || missing < -2000) throw new Error(`${script} sent ${receivedBytes} bytes`)
    return { ...cost, writtenMs: receivedAt - cost.keyUpAt }
  } finally {
    await sink.close()
  }
}
