import { connection, settings, status } from '../state.ts'
import { attempt } from './attempt.ts'

/** Everything about this Parley that helps to find a fault, without keys and without anything that was said. */
export function diagnostics(): string {
  const { version, host, endpoint } = status.value ?? {}
  const { talk, microphone, speaker, noiseSuppression } = settings.value
  const told = {
    version,
    host,
    connection: connection.value,
    browser: navigator.userAgent,
    // Not even the end of a key.
    endpoint: endpoint && { ...endpoint, key: endpoint.key.kept },
    talk,
    microphone: microphone?.label ?? null,
    speaker: speaker?.label ?? null,
    noiseSuppression,
  }
  return JSON.stringify(told, null, 2)
}

/** Copies the diagnostics. Returns whether that worked. */
export async function copyDiagnostics(): Promise<boolean> {
  let isCopied = false
  await attempt(async () => {
    await navigator.clipboard.writeText(diagnostics())
    isCopied = true
  })
  return isCopied
}
