import type { MessageBoxOptions } from 'electron/main'
import { desktopWords } from '../../../app/words/desktop-words.ts'

/** What `LeaveQuestion` needs. */
export interface LeaveParts {
  /** Whether leaving would lose a private conversation, which is kept in memory alone. */
  losesPrivate(): boolean
  /** Asks the user. True to leave all the same. */
  ask(): Promise<boolean>
}

/** Asks once before the window closes or Parley ends, if that would lose something. */
export class LeaveQuestion {
  readonly #parts: LeaveParts
  /** What was wanted last while the question is open; null while it is not. */
  #wanted: (() => void) | null = null
  #isAgreed = false
  #isSettled = false

  constructor(parts: LeaveParts) {
    this.#parts = parts
  }

  /** From now on nobody is asked: the system is ending programs, and would take waiting for an answer as refusing to end. */
  settle(): void {
    this.#isSettled = true
  }

  /** The page that had the conversation is gone, so an earlier yes no longer counts. */
  pageGone(): void {
    this.#isAgreed = false
  }

  /**
   * Whether leaving has to wait for the user.
   * @param leave called if the user wants to leave all the same
   */
  waits(leave: () => void): boolean {
    if (this.#isSettled || this.#isAgreed || !this.#parts.losesPrivate()) return false
    const isOpen = this.#wanted !== null
    this.#wanted = leave
    if (!isOpen) void this.#ask()
    return true
  }

  async #ask(): Promise<void> {
    const isWanted = await this.#parts.ask()
    const leave = this.#wanted
    this.#wanted = null
    if (!isWanted) return
    this.#isAgreed = true
    leave?.()
  }
}

/** Index of the button that leaves. */
export const LEAVE = 1

/** The question. Return and Escape stay. */
export function leaveQuestion(): MessageBoxOptions {
  const { question, detail, stay, leave } = desktopWords.leaving
  return {
    ...{ type: 'warning', title: 'Parley', message: question, detail },
    ...{ buttons: [stay, leave], defaultId: 0, cancelId: 0, noLink: true },
  }
}
