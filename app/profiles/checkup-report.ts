import { escapeMarkdown } from '../library/markdown-text.ts'
import { doctorWords } from '../words/doctor-words.ts'
import { sayFinding } from '../words/finding-words.ts'
import { inOneLine } from '../words/sentences.ts'
import { type Checkup, worstOf } from './doctor.ts'
import type { Finding } from './findings.ts'

const marks = { waiting: '…', running: '…', good: '✓', warning: '!', failed: '✗', skipped: '–' } as const

/** The result of a check, in whole sentences; empty while there is nothing to say. */
export function sayFindings(findings: readonly Finding[], say = sayFinding): string {
  return inOneLine(findings.map(say))
}

/** A whole checkup in one sentence; empty while it runs. @param say puts a finding into words for the reader */
export function summaryOf({ state, checks, left }: Omit<Checkup, 'report'>, say = sayFinding): string {
  if (state === 'running') return ''
  if (state === 'stopped') return doctorWords.stopped
  const worst = worstOf(checks)
  if (worst?.state === 'failed') return doctorWords.failed(doctorWords.labels[worst.name], sayFindings(worst.says, say))
  if (left !== null) return say(left)
  return worst ? doctorWords.remarks(checks.filter(check => check.state === 'warning').length) : doctorWords.allGood
}

/**
 * An ended checkup as Markdown, in the language in use, to be handed to whoever runs the server. It has the server's host but not the rest
 * of its address, no key, no header's value, no path of this computer, and nothing of what was ever said. Empty while the checkup runs.
 */
export function reportOf(checkup: Checkup): string {
  const { report: asked, checks, cost } = checkup
  if (asked === null) return ''
  const { report } = doctorWords
  const known = cost ? doctorWords.cost(cost) : report.unknown
  const facts: [name: string, value: string][] = [
    [report.server, asked.server],
    [report.kind, asked.preset],
    [report.model, asked.model],
    [report.voice, asked.voice],
    [report.asked, `format ${asked.format}, streaming ${asked.streaming}, upload ${asked.upload}`],
    [report.version, asked.version],
    [report.at, new Date(asked.at).toISOString()],
    [report.cost, asked.isFree ? report.free : known],
  ]
  const lines = [
    `# ${report.title}`,
    '',
    `**${plain(summaryOf(checkup))}**`,
    '',
    ...facts.map(([name, value]) => `- ${name}: ${plain(value)}`),
    '',
    ...checks.map(({ name, state, ms, says, fix }) => {
      const took = ms === null ? '' : ` (${doctorWords.latency(ms)})`
      const words = plain(sayFindings([...says, ...(fix === null ? [] : [fix])]))
      return `- ${marks[state]} ${doctorWords.labels[name]}${took}: ${words}`
    }),
  ]
  return `${lines.join('\n')}\n`
}

/** Words of servers and users, escaped for Markdown. Code in our own words stays code. */
function plain(words: string): string {
  return escapeMarkdown(words).replaceAll('\\`', '`')
}
