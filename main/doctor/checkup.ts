import type { Cost } from '../../app/cost/cost.ts'
import type { Check, Checkup } from '../../app/profiles/doctor.ts'
import type { Finding } from '../../app/profiles/findings.ts'
import { checkRows, failed, fixOfModel, type Step, steps, type Verdict } from './checks.ts'
import { type Findings, faultOf } from './findings.ts'

/** How far a checkup is. `left` says why the checks without a result were not tried; null when all were. */
export type Standing = { state: 'running'; step: Step } | { state: 'done' | 'stopped'; left: Finding | null }

/** A checkup as shown, without its report. */
export type Shown = Omit<Checkup, 'report'>

/** The findings so far, as shown. */
export function checkupOf(findings: Findings, standing: Standing, cost: Cost | null): Shown {
  const { profileId } = findings.endpoint
  const checks = checksOf(findings, standing)
  return { profileId, state: standing.state, checks, left: standing.state === 'running' ? null : standing.left, cost }
}

function checksOf(findings: Findings, standing: Standing): Check[] {
  const fault = faultOf(findings)
  const faultAt = fault ? checkRows.findIndex(({ name }) => name === fault.check) : checkRows.length
  return checkRows.map(({ name, step, judge }, index) => {
    if (fault && index === faultAt) {
      const fix = name === 'model' ? fixOfModel(findings, fault.failure) : null
      return { name, ...without('failed', failed(fault.failure)), fix }
    }
    // Another service of the server transcribes recordings.
    const isHindered = index > faultAt && step !== 'transcribe'
    return { name, ...((isHindered ? null : judge(findings)) ?? unjudged(step)) }
  })

  function unjudged(step: Step): Verdict {
    if (fault) return without('skipped', { name: 'not_tried_after', check: fault.check })
    if (standing.state !== 'running') return without('skipped', standing.left)
    return without(steps.indexOf(step) > steps.indexOf(standing.step) ? 'waiting' : 'running', null)
  }
}

function without(state: Check['state'], says: Finding | null): Verdict {
  return { state, ms: null, says: says === null ? [] : [says], fix: null }
}
