import type { FailureCode } from '../../app/failure-values.ts'

/** A refusal as a server sends it, and what it means to the user. */
export interface RefusalCase {
  status: number
  headers?: Record<string, string>
  /** JSON, or a page; some have the key in them that was sent. */
  body: unknown | ((key: string) => unknown)
  code: FailureCode
}
