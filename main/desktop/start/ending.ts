import { app, dialog } from 'electron/main'
import { desktopWords } from '../../../app/words/desktop-words.ts'
import { type StartComplaint, sayComplaint, sayFault } from './start-complaint.ts'

/**
 * Ends a start that comes to nothing, saying why where it was started, in the language of the settings in that data folder. They are read
 * for this alone: other starts need not wait for it.
 */
export async function endSaying(why: StartComplaint, code: number, dataFolder: string): Promise<void> {
  try {
    const { openSpokenLanguage } = await import('../../spoken-language.ts')
    await openSpokenLanguage(dataFolder, app.getPreferredSystemLanguages())
  } catch {
    // It is said in English, then.
  }
  console.error(sayComplaint(why))
  app.exit(code)
}

/** Ends Parley when it cannot go on: saves what there is, says why in one sentence, exits with code 1. Where it was started it says all. */
export async function endWith(error: unknown, save: () => Promise<void>): Promise<void> {
  console.error(error)
  await save()
  dialog.showErrorBox(desktopWords.ending.title, sayFault(error))
  app.exit(1)
}

/** Ends Parley in order when something fails that nothing was prepared for. */
export function endOnFault(save: () => Promise<void>): void {
  process.on('uncaughtException', error => void endWith(error, save))
  process.on('unhandledRejection', reason => {
    throw reason
  })
}

/**
 * Lets Parley quit only when everything is saved, so that recordings under way are kept as drafts.
 * @param mayQuit false when that has to wait for the user; whoever asks tries it again
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

/** Ends Parley when its window fails again soon after it was loaded anew; the next start may fare better. */
export function giveUp(): void {
  dialog.showErrorBox(desktopWords.ending.title, desktopWords.ending.windowFailed)
  app.quit()
}
