import * as v from 'valibot'
import { IdSchema } from '../conversation.ts'
import { ExportOptionsSchema } from '../library/exchange.ts'
import { Bytes, Count, Nothing } from './fields.ts'

/** What the window asks about exports and imports. */
export const exchangeRequests = {
  /** Begins to write conversations to one file. `exportEnded` tells where the window can fetch it. */
  startExport: { input: v.object({ exportId: IdSchema, ...ExportOptionsSchema.entries }), output: Nothing },
  /** Stops an export, or forgets one that nobody has fetched. */
  cancelExport: { input: v.object({ exportId: IdSchema }), output: Nothing },
  /** Adds a piece of a file to import; files come one after the other, their pieces in order. */
  appendImport: {
    input: v.object({
      importId: IdSchema,
      /** Path below what was chosen, `/` between folders. */
      name: v.pipe(v.string(), v.minLength(1), v.maxLength(4096)),
      /** When the file was last changed (ms since 1970). */
      changedAt: v.pipe(v.number(), v.safeInteger()),
      offset: Count,
      bytes: Bytes,
    }),
    output: Nothing,
  },
  /** Begins to import the files that have come. */
  startImport: { input: v.object({ importId: IdSchema }), output: Nothing },
  /** Stops an import; conversations that it has brought stay. Or forgets files that have come. */
  cancelImport: { input: v.object({ importId: IdSchema }), output: Nothing },
} as const
