import type { Api } from '../../app/contract.ts'
import type { Exports } from '../exchange/exports.ts'
import type { Imports } from '../exchange/imports.ts'

/** The requests that bring conversations out of the library and into it. */
type ExchangeRequests = Pick<Api, 'startExport' | 'cancelExport' | 'appendImport' | 'startImport' | 'cancelImport'>

/** Answers what the window asks about exports and imports. What becomes of them is announced. */
export function exchangeRequests({ exports, imports }: { exports: Exports; imports: Imports }): ExchangeRequests {
  return {
    startExport: async ({ exportId, ...options }, windowId) => {
      await exports.start(exportId, options, windowId)
      return {}
    },
    cancelExport: async ({ exportId }, windowId) => {
      await exports.cancel(exportId, windowId)
      return {}
    },
    appendImport: async (piece, windowId) => {
      await imports.append(piece, windowId)
      return {}
    },
    startImport: async ({ importId }, windowId) => {
      imports.start(importId, windowId)
      return {}
    },
    cancelImport: async ({ importId }, windowId) => {
      await imports.cancel(importId, windowId)
      return {}
    },
  }
}
