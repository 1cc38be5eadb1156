import { escapeMarkdown } from '../../app/library/markdown-text.ts'
import { doctorWords as say } from '../../app/words/doctor-words.ts'
import { hostOf } from '../endpoint/base-url.ts'
import type { Endpoint } from '../endpoint/endpoint.ts'
import { redact } from '../endpoint/failure/redact.ts'
import type { Shown } from './checkup.ts'

const marks = { waiting: '…', running: '…', good: '✓', warning: '!', failed: '✗', skipped: '–' } as const

/**
 * A checkup as Markdown, to be handed to whoever runs the server: its host and no more of its address, no key, no header's value, no
 * path of this computer, and nothing of what was ever said.
 * @param at when it was made (ms since 1970)
 */
export function reportOf(shown: Shown, endpoint: Endpoint, version: string, at: number): string {
  const { report } = say
  const facts: [name: string, value: string][] = [
    [report.server, hostOf(endpoint.baseUrl)],
    [report.kind, endpoint.preset],
    [report.model, endpoint.model],
    [report.voice, endpoint.voice],
    [report.asked, `format ${endpoint.format}, streaming ${endpoint.streaming}, upload ${endpoint.upload}`],
    [report.version, version],
    [report.at, new Date(at).toISOString()],
    [report.cost, costOf(shown, endpoint)],
  ]
  const lines = [
    `# ${report.title}`,
    '',
    `**${plain(shown.summary)}**`,
    '',
    ...facts.map(([name, value]) => `- ${name}: ${plain(value)}`),
    '',
    ...shown.checks.map(({ name, state, ms, says, fix }) => {
      const took = ms === null ? '' : ` (${say.latency(ms)})`
      const words = [says, fix].filter(text => text !== '').map(plain)
      return `- ${marks[state]} ${say.labels[name]}${took}: ${words.join(' ')}`
    }),
  ]
  return redact(`${lines.join('\n')}\n`)
}

function costOf({ cost }: Shown, { kind }: Endpoint): string {
  if (kind === 'practice') return say.report.free
  return cost ? say.cost(cost) : say.report.unknown
}

/** Words of servers and users, which mean nothing to Markdown; what is code in ours stays code. */
function plain(words: string): string {
  return escapeMarkdown(redact(words)).replaceAll('\\`', '`')
}
