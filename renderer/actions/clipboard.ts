import { failWith } from '../../app/errors.ts'
import { attempt } from './attempt.ts'

/** Copies text, or says that it may not. Returns whether it was copied. */
export function copyText(text: string): Promise<boolean> {
  // What the browser says of it is in English, and tells nobody what to do.
  return attempt(() => navigator.clipboard.writeText(text).catch(() => Promise.reject(failWith('copy_refused'))))
}
