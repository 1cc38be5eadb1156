import { format } from 'node:util'
import { redact } from './endpoint/failure/redact.ts'

/**
 * Takes secrets out of all that this process prints through `console` from now on; every host calls it before anything else. An
 * error that nobody caught is printed that way too, where Node would print whatever it quotes. Electron shows those itself.
 */
export function redactConsole(): void {
  for (const level of ['debug', 'log', 'info', 'warn', 'error'] as const) {
    const print = console[level].bind(console)
    console[level] = (...values) => print(redact(format(...values)))
  }
  if (process.versions.electron !== undefined) return
  process.on('uncaughtException', error => {
    console.error(error)
    process.exit(1)
  })
}
