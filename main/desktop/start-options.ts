import { resolve } from 'node:path'

/** What the desktop host understands of its command line. */
export interface StartOptions {
  /** Absolute path of the data folder; null for the system's usual place. */
  dataFolder: string | null
  /** Print how long the steps of starting took. */
  showsTimes: boolean
}

/**
 * Picks Parley's own flags out of a command line that may also hold Chromium's, which are none of its business.
 * @param args the whole command line; anything unknown or incomplete is passed over
 */
export function readStartOptions(args: readonly string[], workingFolder: string): StartOptions {
  const inline = args.find(arg => arg.startsWith('--data='))?.slice('--data='.length)
  const apart = args.includes('--data') ? args[args.indexOf('--data') + 1] : undefined
  const named = inline ?? (apart?.startsWith('-') ? undefined : apart)
  return { dataFolder: named ? resolve(workingFolder, named) : null, showsTimes: args.includes('--times') }
}
