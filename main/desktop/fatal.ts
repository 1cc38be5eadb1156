import { app, dialog } from 'electron/main'
import { toFailure } from '../../app/errors.ts'

/** How Parley ends when it cannot go on: saves what there is, says why in one sentence, exits with code 1. */
export async function endWith(error: unknown, save: () => Promise<void>): Promise<void> {
  await save()
  dialog.showErrorBox('Parley has to close', toFailure(error).message)
  app.exit(1)
}
