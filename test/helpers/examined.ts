import type { CheckName } from '../../app/profiles/check-names.ts'
import { sayFindings } from '../../app/profiles/checkup-report.ts'
import type { Model } from '../../app/profiles/models.ts'
import { sayFinding } from '../../app/words/finding-words.ts'
import type { Shown } from '../../main/doctor/checkup.ts'
import { examine } from '../../main/doctor/examine.ts'
import type { Endpoint } from '../../main/endpoint/endpoint.ts'
import { endpointAt } from './asking.ts'

const quiet = {
  wantsTranscription: false,
  whyNotSpend: () => null,
  noteCost: () => null,
  noteStep: () => null,
  listModels: async (): Promise<readonly Model[]> => [],
  onLesson: () => undefined,
  onProgress: () => undefined,
}

/** Examines the endpoint at a base URL, as changed, with nothing to spend, list or learn unless the options say so. */
export function examineAt(
  baseUrl: string,
  change: Partial<Endpoint> = {},
  options: Partial<Parameters<typeof examine>[1]> = {},
): Promise<Shown> {
  const { signal } = new AbortController()
  return examine(endpointAt(baseUrl, change), { signal, ...quiet, ...options })
}

/** States by check, those that are good left out, as well as what depends on who asks and from where. */
export function findings({ checks }: Shown): Partial<Record<CheckName, string>> {
  const remarkable = checks.filter(({ name, state }) => state !== 'good' && name !== 'encrypted')
  return Object.fromEntries(
    remarkable.filter(({ name }) => name !== 'transcription').map(({ name, state }) => [name, state]),
  )
}

/** What a check says and what it advises. */
export function said({ checks }: Shown, name: CheckName): string {
  const check = checks.find(one => one.name === name)
  return [sayFindings(check?.says ?? []), check?.fix ? sayFinding(check.fix) : ''].join(' ')
}
