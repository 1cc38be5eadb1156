import * as v from 'valibot'
import type { Notice } from '../../../app/notices.ts'
import { type StartCommand, startCommands } from '../../../app/talk/talk-command.ts'
import type { StartComplaint } from './start-complaint.ts'
import type { StartOptions } from './start-options.ts'

/** What a start of Parley tells the one that runs already, through Electron's single-instance lock. */
const HandedOverSchema = v.strictObject({ command: v.nullable(v.picklist(startCommands)), isHidden: v.boolean() })

/** What this start hands over to a Parley that runs already. */
export function handedOver({ command, isHidden }: StartOptions): v.InferOutput<typeof HandedOverSchema> {
  return { command, isHidden }
}

/** What follows from a second start. */
export interface SecondStart {
  command: StartCommand | null
  /** Whether the window comes to the front. A command is for those who are busy in another. */
  showsWindow: boolean
  /** What the window is told of it; null when there is nothing to say. */
  notice: Notice | null
}

/**
 * Decides what a second start does in the Parley that runs already.
 * @param data as it came through the lock, from whatever process of this user asked for it
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
 * Second starts, from the first moment on: Electron tells of each once, as soon as it is ready (`second-instance`), and Parley takes a
 * little longer until it can do something about them.
 */
export class SecondStarts {
  #early: unknown[] = []
  #hear: ((start: SecondStart) => void) | null = null

  /** @param data as it came through the lock */
  take(data: unknown): void {
    if (this.#hear === null) this.#early.push(data)
    else this.#hear(decideSecondStart(data))
  }

  /** Hears of those that came already, in their order, and of all that come. */
  follow(hear: (start: SecondStart) => void): void {
    this.#hear = hear
    for (const data of this.#early.splice(0)) this.take(data)
  }
}

/** Why a start ends at once although no other Parley runs; null when it goes on. */
export function reasonToEnd({ command }: StartOptions): StartComplaint | null {
  return command === 'stop' || command === 'cancel' ? { name: 'not_running', command } : null
}
