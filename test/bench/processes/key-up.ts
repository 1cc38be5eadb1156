import { once } from 'node:events'
import { sharedNow } from './clock.ts'

/** What one recording cost from the moment the key went up. Times in milliseconds. */
export interface KeyUpCost {
  /** When the key went up, by `sharedNow`. */
  keyUpAt: number
  /** Until the WAV file was whole, wherever this way of sending has it. */
  finishedMs: number
  /** Processor time of all threads until the server had the whole request. */
  cpuMs: number
}

/**
 * Notes that the key goes up now. `received` resolves when the parent says that the server has the whole request, which it
 * answers only after that: so neither way is charged for what comes later.
 */
export function noteKeyUp(): { finished(): void; received: Promise<KeyUpCost> } {
  let finishedAt = Number.NaN
  const received = once(process, 'message').then(() => {
    const cpu = process.cpuUsage(cpuBefore)
    process.send?.('noted')
    return { keyUpAt, finishedMs: finishedAt - keyUpAt, cpuMs: (cpu.user + cpu.system) / 1000 }
  })
  const cpuBefore = process.cpuUsage()
  const keyUpAt = sharedNow()
  return {
    finished: () => {
      finishedAt = sharedNow()
    },
    received,
  }
}
