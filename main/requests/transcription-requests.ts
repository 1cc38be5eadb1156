import type { Api } from '../../app/contract.ts'
import type { TranscriptionQueue } from '../transcription/transcription-queue.ts'

type TranscriptionRequests = Pick<Api, 'transcribeTurn' | 'getBackfill' | 'startBackfill' | 'stopBackfill'>

/** The requests about putting recordings into words. */
export function transcriptionRequests(queue: TranscriptionQueue): TranscriptionRequests {
  return {
    transcribeTurn: async ({ turnId }) => {
      queue.retry(turnId)
      return {}
    },
    getBackfill: async () => queue.progress(),
    startBackfill: async () => queue.startBackfill(),
    stopBackfill: async () => queue.stopBackfill(),
  }
}
