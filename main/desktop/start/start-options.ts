import { resolve } from 'node:path'
import { type StartCommand, startCommands } from '../../../app/talk/talk-command.ts'
import type { StartComplaint } from './start-complaint.ts'

/** What the desktop host understands of its command line. */
export interface StartOptions {
  /** Absolute path of the data folder; null for the system's usual place. */
  dataFolder: string | null
  /** Print how long the steps of starting took. */
  showsTimes: boolean
  /** The talk command, for this Parley or the one that already runs. */
  command: StartCommand | null
  /** Whether the window stays hidden until it is asked for. */
  isHidden: boolean
  /** Why Parley cannot start with this command line; null when it can. */
  complaint: StartComplaint | null
}

/** How a browser or another program hands over a link to be opened. */
const LINK = /^[a-z][a-z0-9+.-]*:\/\/|^parley:/i

/**
 * Picks Parley's own flags out of a command line that may also hold Chromium's, which are ignored.
 * @param args the whole command line. Anything unknown or incomplete is skipped; links, and flags of Parley that make no sense, become the
 * complaint
 */
export function readStartOptions(args: readonly string[], workingFolder: string): StartOptions {
  const inline = args.find(arg => arg.startsWith('--data='))?.slice('--data='.length)
  const apart = args.includes('--data') ? args[args.indexOf('--data') + 1] : undefined
  const named = inline ?? (apart?.startsWith('-') ? undefined : apart)
  const commands = startCommands.filter(command => args.includes(`--${command}`))
  return {
    dataFolder: named ? resolve(workingFolder, named) : null,
    showsTimes: args.includes('--times'),
    command: commands[0] ?? null,
    isHidden: args.includes('--hidden'),
    complaint: complaintAbout(args, commands),
  }
}

function complaintAbout(args: readonly string[], commands: readonly StartCommand[]): StartComplaint | null {
  if (args.some(arg => LINK.test(arg))) return { name: 'link' }
  const folders = args.filter(arg => arg === '--data' || arg.startsWith('--data='))
  if (folders.length > 1) return { name: 'several', flags: folders }
  const valued = [...startCommands, 'hidden'].find(name => args.some(arg => arg.startsWith(`--${name}=`)))
  if (valued !== undefined) return { name: 'valued', flag: `--${valued}` }
  if (commands.length > 1) return { name: 'several', flags: commands.map(command => `--${command}`) }
  return null
}
