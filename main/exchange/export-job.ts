import type { ExportOptions, Progress } from '../../app/library/exchange.ts'
import type { Library } from '../library/library.ts'

/** What is exported, and how progress is reported. */
export interface ExportJob {
  library: Library
  options: ExportOptions
  /** Milliseconds since 1970. */
  now: number
  signal?: AbortSignal
  onProgress?(progress: Progress): void
}
