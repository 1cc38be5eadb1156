import * as v from 'valibot'
import type { Notice } from '../../../app/notices.ts'
import { type StartCommand, startCommands } from '../../../app/talk/talk-command.ts'
import type { StartComplaint } from './start-complaint.ts'
import type { StartOptions } from './start-options.ts'

/** What a start of Parley tells the one that already runs, through Electron's single-instance lock. */
const HandedOverSchema = v.strictObject({ command: v.nullable(v.picklist(startCommands)), isHidden: v.boolean() })

/** What this start hands over to a Parley that already runs. */
export function handedOver({ command, isHidden }: StartOptions): v.InferOutput<typeof HandedOverSchema> {
  return { command, isHidden }
}

/** What the running Parley does about a second start. */
export interface SecondStart {
  command: StartCommand | null
  /** Whether the window comes to the front. Not for a command, which people give while they work in another program. */
  showsWindow: boolean
  /** What the window is told about it; null when there is nothing to say. */
  notice: Notice | null
}

/**
 * Decides what a second start does in the Parley that already runs.
 * @param data as it came through the lock, from any process of this user: anything
 */
export function decideSecondStart(data: unknown): SecondStart {
  const read = v.safeParse(HandedOverSchema, data)
  if (!read.success) {
    return { command: null, showsWindow: true, notice: { name: 'start_not_understood' } }
  }
  const { command, isHidden } = read.output
  return { command, showsWindow: command === null && !isHidden, notice: null }
}

/**
 * Collects second starts from the first moment on. Electron reports each once, as soon as it is ready (`second-instance`); Parley takes a
 * little longer until it can act on them.
 */
export class SecondStarts {
  #early: unknown[] = []
  #hear: ((start: SecondStart) => void) | null = null

  /** @param data as it came through the lock */
  take(data: unknown): void {
    if (this.#hear === null) this.#early.push(data)
    else this.#hear(decideSecondStart(data))
  }

  /** Calls back for those that have come already, in their order, and for all that come later. */
  follow(hear: (start: SecondStart) => void): void {
    this.#hear = hear
    for (const data of this.#early.splice(0)) this.take(data)
  }
}

/** Why a start ends at once although no other Parley runs; null when it goes on. */
export function reasonToEnd({ command }: StartOptions): StartComplaint | null {
  return command === 'stop' || command === 'cancel' ? { name: 'not_running', command } : null
}
