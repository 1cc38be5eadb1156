import { AppError, type Failure, toFailure } from '../../app/errors.ts'
import { connection } from '../state/main.ts'
import { dockFailure } from '../state/talk.ts'

/**
 * Runs what the user asked for. A failure is shown beside the talk button, or where `show` puts it. Returns whether there was
 * none.
 */
export async function attempt(
  work: () => Promise<unknown>,
  show: (failure: Failure) => void = showInDock,
): Promise<boolean> {
  try {
    await work()
    return true
  } catch (error) {
    const failure = toFailure(error)
    show(failure)
    if (!(error instanceof AppError)) console.error(error)
    return false
  }
}

/**
 * Shows a failure beside the talk button, where it stays until it is dismissed or talking works again. A lost connection has
 * its banner already.
 */
export function showInDock(failure: Failure): void {
  if (failure.code === 'connection_lost') connection.value = 'lost'
  else dockFailure.value = failure
}

/** Takes the failure beside the talk button away. */
export function dismissDockFailure(): void {
  dockFailure.value = null
}
