import * as v from 'valibot'
import { IdSchema } from '../conversation.ts'
import { ExportOptionsSchema } from '../library/exchange.ts'
import { Bytes, Count, Nothing } from './fields.ts'

/** Requests about exports and imports. */
export const exchangeRequests = {
  /** Begins to write conversations to one file. `exportEnded` says where the window can fetch it. */
  startExport: { input: v.object({ exportId: IdSchema, ...ExportOptionsSchema.entries }), output: Nothing },
  /** Stops an export, or drops one that was not fetched. */
  cancelExport: { input: v.object({ exportId: IdSchema }), output: Nothing },
  /** Adds a piece of a file to import. Files come one after the other, and their pieces in order. */
  appendImport: {
    input: v.object({
      importId: IdSchema,
      /** Path below what was chosen, with `/` between folders. */
      name: v.pipe(v.string(), v.minLength(1), v.maxLength(4096)),
      /** When the file was last changed (ms since 1970). */
      changedAt: v.pipe(v.number(), v.safeInteger()),
      offset: Count,
      bytes: Bytes,
    }),
    output: Nothing,
  },
  /** Begins to import the files that have arrived. */
  startImport: { input: v.object({ importId: IdSchema }), output: Nothing },
  /** Stops an import, and keeps the conversations it has added; or drops files that have arrived. */
  cancelImport: { input: v.object({ importId: IdSchema }), output: Nothing },
} as const
