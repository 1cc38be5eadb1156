import type { Announce, Api } from '../../app/contract.ts'
import type { Checkup, CheckupPrice, Report } from '../../app/profiles/doctor.ts'
import type { Settings } from '../../app/settings.ts'
import type { Endpoint } from '../endpoint/endpoint.ts'
import type { Learned } from '../profiles/learned.ts'
import type { ModelLists } from '../profiles/model-lists.ts'
import type { Spending } from '../spending/spending.ts'
import type { Shown } from './checkup.ts'
import { examine } from './examine.ts'
import { priceOfCheckup } from './price.ts'
import { reportOn } from './report.ts'

/** What `Doctor` needs. */
export interface DoctorOptions {
  /** The endpoint of a profile. Throws as `Connection.profile` and `endpointOf`. */
  endpointOf: (profileId: string) => Endpoint
  settings: () => Settings
  /** Counts what checkups cost, and says when the limit is reached. */
  spending: Spending
  learned: Pick<Learned, 'learn'>
  lists: Pick<ModelLists, 'list'>
  announce: Announce
  /** Parley's version, for reports. */
  version: string
}

/** A checkup, and the endpoint it is about as it was then. */
interface Run {
  endpoint: Endpoint
  checkup: Checkup
  controller: AbortController
  done: Promise<void>
}

/** Checks profiles, each once at a time, and remembers the results until Parley ends or the profile changes. */
export class Doctor {
  readonly #options: DoctorOptions
  readonly #runs = new Map<string, Run>()

  constructor(options: DoctorOptions) {
    this.#options = options
  }

  /** What a checkup of a profile would cost, and the present state of the last one. Throws profile_missing, endpoint_*, key_malformed. */
  look(profileId: string): { price: CheckupPrice; checkup: Checkup | null } {
    const endpoint = this.#options.endpointOf(profileId)
    const run = this.#runs.get(profileId)
    const isSame = JSON.stringify(run?.endpoint) === JSON.stringify(endpoint)
    return {
      price: priceOfCheckup(this.#options.spending.outlook(endpoint)),
      checkup: (isSame && run?.checkup) || null,
    }
  }

  /** Begins a checkup of a profile, replacing one that is under way. Results are announced. Throws as `look`. */
  start(profileId: string): void {
    const { endpointOf, settings, spending, learned, lists, announce } = this.#options
    const endpoint = endpointOf(profileId)
    this.stop(profileId)
    const controller = new AbortController()
    const checkup: Checkup = { profileId, state: 'running', checks: [], left: null, cost: null, report: null }
    const run: Run = { endpoint, checkup, controller, done: Promise.resolve() }
    const show = (shown: Shown, report: Report | null = null) => {
      run.checkup = { ...shown, report }
      if (this.#runs.get(profileId) === run) announce('doctorChanged', { checkup: run.checkup })
    }
    this.#runs.set(profileId, run)
    const examined = examine(endpoint, {
      signal: controller.signal,
      wantsTranscription: endpoint.transcriptionModel.trim() !== '' || settings().transcription.isOn,
      whyNotSpend: () =>
        spending.isStoppedFor(endpoint) ? { name: 'not_tried_limit', limitUsd: settings().monthlyStopUsd ?? 0 } : null,
      listModels: async asked => {
        const { models, failure } = await lists.list(asked, true)
        if (failure !== null) throw new Error('there is no list')
        return models
      },
      noteCost: ended => spending.note(ended),
      noteStep: (asked, step) => spending.noteStep(asked, step),
      onLesson: lesson => learned.learn(endpoint, lesson),
      onProgress: shown => show(shown),
    })
    run.done = examined.then(shown => show(shown, reportOn(endpoint, this.#options.version, Date.now())))
  }

  /** Stops the checkup of a profile, if one is under way, and announces the results once more. */
  stop(profileId: string): void {
    this.#runs.get(profileId)?.controller.abort()
  }

  /** Stops all checkups. */
  async close(): Promise<void> {
    const runs = [...this.#runs.values()]
    for (const { controller } of runs) controller.abort()
    await Promise.all(runs.map(({ done }) => done))
  }
}

/** Answers what the window asks of the doctor. */
export function doctorRequests(doctor: Doctor): Pick<Api, 'getCheckup' | 'startCheckup' | 'stopCheckup'> {
  return {
    getCheckup: async ({ profileId }) => doctor.look(profileId),
    startCheckup: async ({ profileId }) => {
      doctor.start(profileId)
      return {}
    },
    stopCheckup: async ({ profileId }) => {
      doctor.stop(profileId)
      return {}
    },
  }
}
