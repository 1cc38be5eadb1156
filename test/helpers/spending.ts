import type { Announce } from '../../app/contract.ts'
import type { Price } from '../../app/cost/prices.ts'
import { defaultSettings, type Settings } from '../../app/settings.ts'
import type { Endpoint } from '../../main/endpoint/endpoint.ts'
import type { Library } from '../../main/library/library.ts'
import { openAccountNames } from '../../main/profiles/account-names.ts'
import { Spending } from '../../main/spending/spending.ts'
import { SpendingFile } from '../../main/spending/spending-file.ts'

/** What turns need to know of money, kept beside a library; `change` says what is different from what is usual. */
export function spendingBeside(
  library: Library,
  change: {
    settings?: () => Settings
    announce?: Announce
    modelPrice?: (endpoint: Endpoint) => Price | null
    clock?: () => number
  } = {},
): { spending: Spending; accountOf: (endpoint: Endpoint) => string } {
  const file = new SpendingFile(library.folder, () => (library.openedParts.absence ? null : library.costs()))
  const usual = { settings: () => defaultSettings, announce: () => undefined }
  return { spending: new Spending({ file, ...usual, ...change }), accountOf: openAccountNames(library.folder) }
}
