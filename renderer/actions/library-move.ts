import type { Failure } from '../../app/errors.ts'
import { main } from '../main-process.ts'
import { libraryMove } from '../state/library.ts'
import { attempt } from './attempt.ts'

/** Shows where a move of the library stands. */
export async function readMove(): Promise<void> {
  await attempt(async () => {
    libraryMove.value = await main.getMove({})
  })
}

/** Begins to move the library to a folder; a refusal goes to `show`. */
export async function moveLibrary(folder: string, show: (failure: Failure) => void): Promise<void> {
  await attempt(() => main.moveLibrary({ folder }), show)
}

/** Goes on with a move that was cut off. */
export async function continueMove(show: (failure: Failure) => void): Promise<void> {
  await attempt(() => main.continueMove({}), show)
}

/** Stops a move, or gives up what one that was cut off has left to do. */
export async function cancelMove(show: (failure: Failure) => void): Promise<void> {
  await attempt(() => main.cancelMove({}), show)
}

/** Looks again for a library that was not there. The window is loaded again when it is. */
export async function findLibrary(show: (failure: Failure) => void): Promise<void> {
  await attempt(() => main.findLibrary({}), show)
}

/** Takes the library in another folder in place of one that is not there. */
export async function takeLibraryIn(folder: string, show: (failure: Failure) => void): Promise<void> {
  await attempt(() => main.useLibrary({ folder }), show)
}

/** Lets the user choose a folder in a dialog of the system; null when none was chosen. */
export async function chooseFolder(): Promise<string | null> {
  let chosen: string | null = null
  await attempt(async () => {
    chosen = (await main.chooseFolder({})).folder
  })
  return chosen
}
