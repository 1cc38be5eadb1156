import { app, dialog } from 'electron/main'
import { desktopWords } from '../../../app/words/desktop-words.ts'
import { type StartComplaint, sayComplaint, sayFault } from './start-complaint.ts'

/**
 * Ends a start that comes to nothing and prints why, in the language of the settings in that data folder. The settings are read only here,
 * so that other starts need not wait for them.
 */
export async function endSaying(why: StartComplaint, code: number, dataFolder: string): Promise<void> {
  try {
    const { openSpokenLanguage } = await import('../../spoken-language.ts')
    await openSpokenLanguage(dataFolder, app.getPreferredSystemLanguages())
  } catch {
    // Then it is said in English.
  }
  console.error(sayComplaint(why))
  app.exit(code)
}

/**
 * Ends Parley when it cannot go on: saves what there is, says why in one sentence and exits with code 1. The whole error goes to stderr.
 */
export async function endWith(error: unknown, save: () => Promise<void>): Promise<void> {
  console.error(error)
  await save()
  dialog.showErrorBox(desktopWords.ending.title, sayFault(error))
  app.exit(1)
}

/** Ends Parley in order after an error that nothing caught. */
export function endOnFault(save: () => Promise<void>): void {
  process.on('uncaughtException', error => void endWith(error, save))
  process.on('unhandledRejection', reason => {
    throw reason
  })
}

/**
 * Lets Parley quit only when everything is saved, so that recordings under way are kept as drafts.
 * @param mayQuit false while quitting has to wait for the user, who is being asked; that question quits again when the answer is yes
 */
export function saveOnQuit(mayQuit: () => boolean, save: () => Promise<void>): void {
  let isSaved = false
  app.on('before-quit', event => {
    if (isSaved) return
    event.preventDefault()
    if (!mayQuit()) return
    void save().then(() => {
      isSaved = true
      app.quit()
    })
  })
}

/** Ends Parley when its window crashes again soon after it was reloaded. The next start may fare better. */
export function giveUp(): void {
  dialog.showErrorBox(desktopWords.ending.title, desktopWords.ending.windowFailed)
  app.quit()
}
