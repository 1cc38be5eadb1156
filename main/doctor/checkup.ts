import type { Cost } from '../../app/cost/cost.ts'
import { type Check, type Checkup, worstOf } from '../../app/profiles/doctor.ts'
import { doctorWords as say } from '../../app/words/doctor-words.ts'
import { checkRows, fixOfModel, type Step, steps, type Verdict } from './checks.ts'
import { type Findings, faultOf, sentenceOf } from './findings.ts'

/** How far a checkup is. `whyLeft` is why what nothing was found of was not tried; empty when everything was. */
export type Standing = { state: 'running'; step: Step } | { state: 'done' | 'stopped'; whyLeft: string }

/** A checkup as it is shown, all but its report. */
export type Shown = Omit<Checkup, 'report'>

/** What has been found so far as it is shown. */
export function checkupOf(findings: Findings, standing: Standing, cost: Cost | null): Shown {
  const { profileId } = findings.endpoint
  const checks = checksOf(findings, standing)
  return { profileId, state: standing.state, checks, summary: summaryOf(checks, standing), cost }
}

function checksOf(findings: Findings, standing: Standing): Check[] {
  const fault = faultOf(findings)
  const faultAt = fault ? checkRows.findIndex(({ name }) => name === fault.check) : checkRows.length
  return checkRows.map(({ name, step, judge }, index) => {
    if (fault && index === faultAt) {
      const fix = name === 'model' ? fixOfModel(findings, fault.failure) : ''
      return { name, ...without('failed', sentenceOf(fault.failure, findings)), fix }
    }
    // Recordings are put into words by another service of the server.
    const isHindered = index > faultAt && step !== 'transcribe'
    return { name, ...((isHindered ? null : judge(findings)) ?? unjudged(step)) }
  })

  function unjudged(step: Step): Verdict {
    if (fault) return without('skipped', say.notTriedAfter(fault.check))
    if (standing.state !== 'running') return without('skipped', standing.whyLeft)
    return without(steps.indexOf(step) > steps.indexOf(standing.step) ? 'waiting' : 'running', '')
  }
}

function without(state: Check['state'], says: string): Verdict {
  return { state, ms: null, says, fix: '' }
}

function summaryOf(checks: readonly Check[], standing: Standing): string {
  if (standing.state === 'running') return ''
  if (standing.state === 'stopped') return say.stopped
  const worst = worstOf(checks)
  if (worst?.state === 'failed') return say.failed(say.labels[worst.name], worst.says)
  if (standing.whyLeft !== '') return standing.whyLeft
  return worst ? say.remarks(checks.filter(({ state }) => state === 'warning').length) : say.allGood
}
