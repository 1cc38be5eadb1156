import { sentenceOf, toFailure } from '../../../app/errors.ts'
import { desktopWords } from '../../../app/words/desktop-words.ts'
import { redact } from '../../endpoint/failure/redact.ts'

/** Why a start comes to nothing, as data: `sayComplaint` puts it into words. */
export type StartComplaint =
  | { name: 'link' }
  | { name: 'refused' | 'valued'; flag: string }
  | { name: 'several'; flags: readonly string[] }
  | { name: 'not_running'; command: 'stop' | 'cancel' }

/** Says why a start comes to nothing, in the language now in use. */
export function sayComplaint(complaint: StartComplaint): string {
  const { starts } = desktopWords
  switch (complaint.name) {
    case 'link':
      return starts.link
    case 'refused':
      return starts.refused(complaint.flag)
    case 'valued':
      return starts.valued(complaint.flag)
    case 'several':
      return starts.several(complaint.flags)
    case 'not_running':
      return starts.notRunning[complaint.command]
  }
}

/** Says in one sentence what ended Parley. It is shown outside the window, so secrets that the error may quote are left out. */
export function sayFault(error: unknown): string {
  return redact(sentenceOf(toFailure(error)))
}
