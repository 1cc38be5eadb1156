import type { CheckName } from '../profiles/check-names.ts'
import type { Check, Checkup, CheckupPrice } from '../profiles/doctor.ts'
import { catalogue } from './catalogue.ts'
import { count } from './counts.ts'
import { formatSeconds, formatUsd } from './format.ts'

const labels: Record<CheckName, string> = {
  reachable: 'Reachable',
  encrypted: 'Encryption',
  answers: 'Chat completions',
  key: 'Key',
  model: 'Model',
  hears: 'Hears',
  uploads: 'Sent while you speak',
  speaks: 'Speaks',
  streams: 'Streams',
  transcript: 'Words of the reply',
  usage: 'Tokens counted',
  audioIds: 'Several turns',
  transcription: 'Words of recordings',
}

const states: Record<Check['state'], string> = {
  waiting: 'waits',
  running: 'is being checked',
  good: 'good',
  warning: 'works, with a remark',
  failed: 'failed',
  skipped: 'not tried',
}

/** What the doctor says, in the window, in a shell and in its report. */
export const doctorWords = catalogue('doctorWords', {
  title: 'Check this profile',
  hint: 'Sends a short recording that comes with Parley and one more question, and says of every layer whether it works.',
  start: (price: CheckupPrice | null) => {
    if (!price) return 'Check'
    if (price.isFree) return 'Check (free)'
    return price.usd === null ? 'Check (price not known)' : `Check (about ${formatUsd(price.usd)})`
  },
  stop: 'Stop',
  copy: 'Copy report',
  copied: 'Copied',
  list: 'What was found',
  labels,
  states,
  running: (name: CheckName | undefined) => (name ? `Checking: ${labels[name]}` : 'Checking'),
  latency: (ms: number) => (ms < 1000 ? `${Math.max(1, Math.round(ms))} ms` : `${formatSeconds(ms)}`),
  cost: ({ usd, isEstimate }: NonNullable<Checkup['cost']>) =>
    `It cost ${isEstimate ? 'about ' : ''}${formatUsd(usd)}.`,

  /** All of a checkup in one sentence. */
  allGood: 'Everything works.',
  remarks: (n: number) => `It works, with ${count(n, 'remark', 'remarks')}.`,
  failed: (label: string, says: string) => `${label}: ${says}`,
  stopped: 'Stopped.',

  report: {
    title: 'Parley’s check of an endpoint',
    server: 'Server',
    kind: 'Kind',
    model: 'Model',
    voice: 'Voice',
    asked: 'Asked for',
    version: 'Parley',
    at: 'When',
    cost: 'Cost',
    free: 'nothing',
    unknown: 'not known',
  },
})
