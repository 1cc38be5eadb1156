import { parentPort } from 'node:worker_threads'
import { AppError, type Failure, toFailure } from '../../../app/errors.ts'
import { soundUnreadable } from '../../sound/file-pieces.ts'
import { measureWithPeaks } from './measure-with-peaks.ts'
import type { SoundMeasures } from './wav-file.ts'

/** The thread's answer to a path, which is all it receives. */
export type PeaksAnswer = { measures: SoundMeasures | null } | { failure: Failure }

const port = parentPort
if (!port) throw new Error('only SoundMeasurer starts this, as a thread')

port.on('message', (path: string) => {
  measureWithPeaks(path).then(
    measures => answer({ measures }),
    (error: unknown) => answer({ failure: toFailure(asAppError(error, path)) }),
  )
})

function answer(answer: PeaksAnswer): void {
  port?.postMessage(answer)
}

function asAppError(error: unknown, path: string): unknown {
  if (error instanceof AppError || !(error instanceof Error) || !('code' in error)) return error
  return soundUnreadable(path, String(error.code))
}
