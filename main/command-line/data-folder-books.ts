import { statSync } from 'node:fs'
import { failWith } from '../../app/errors.ts'
import { defaultSettings } from '../../app/settings.ts'
import type { Endpoint } from '../endpoint/endpoint.ts'
import { readSettingsFile } from '../files/settings-file.ts'
import { openAccountNames } from '../profiles/account-names.ts'
import { Learned } from '../profiles/learned.ts'
import { ModelLists } from '../profiles/model-lists.ts'
import { Spending } from '../spending/spending.ts'
import { SpendingFile } from '../spending/spending-file.ts'

/** What a data folder knows of money and of servers, for those who ask from a shell. */
export interface Books {
  spending: Pick<Spending, 'note' | 'noteStep' | 'outlook' | 'isStoppedFor'>
  learned: Pick<Learned, 'of' | 'learn'>
  /** The monthly limit in US dollars; null: none. */
  limitUsd: number | null
}

const noBooks: Books = {
  spending: new Spending({
    file: { months: [], add: () => undefined },
    settings: () => defaultSettings,
    announce: () => undefined,
  }),
  learned: { of: () => null, learn: () => undefined },
  limitUsd: null,
}

/**
 * Opens the books of a data folder, which the window may be using: what is spent is added to the month's sums, and what is learned is
 * used in both. Where there is no data folder none is made, and nothing is counted or remembered. Throws disk_*, also for a file.
 */
export function openBooks(dataFolder: string): Books {
  const found = statSync(dataFolder, { throwIfNoEntry: false })
  if (!found) return noBooks
  if (!found.isDirectory()) throw failWith('disk_failed', { what: { name: 'is_file', path: dataFolder } })
  const settings = readSettingsFile(dataFolder)
  const lists = new ModelLists({ dataFolder, accountOf: openAccountNames(dataFolder) })
  const spending = new Spending({
    // The library may be another process's: what it still knows of earlier months is taken by that.
    file: new SpendingFile(dataFolder, () => null),
    settings: () => settings,
    announce: () => undefined,
    modelPrice: (asked: Endpoint) => lists.priceOf(asked),
  })
  return { spending, learned: new Learned(dataFolder), limitUsd: settings.monthlyStopUsd }
}
