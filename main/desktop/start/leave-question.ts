import type { MessageBoxOptions } from 'electron/main'
import { desktopWords } from '../../../app/words/desktop-words.ts'

/** What asking before the end takes. */
export interface LeaveParts {
  /** Whether the end would lose a private conversation, which is kept in memory alone. */
  losesPrivate(): boolean
  /** Asks the user; true to go on. */
  ask(): Promise<boolean>
}

/** Asks once before the window closes or Parley ends, where that would lose something. */
export class LeaveQuestion {
  readonly #parts: LeaveParts
  /** What was wanted last while the question is open; null while it is not. */
  #wanted: (() => void) | null = null
  #isAgreed = false
  #isSettled = false

  constructor(parts: LeaveParts) {
    this.#parts = parts
  }

  /** Nobody is asked any more: the system ends programs, and would count waiting for an answer as refusing. */
  settle(): void {
    this.#isSettled = true
  }

  /** The page that had the conversation is gone. */
  pageGone(): void {
    this.#isAgreed = false
  }

  /**
   * Whether leaving has to wait for the user.
   * @param leave what is done when the user wants it all the same
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

/** Where the answer that loses something stands among the buttons. */
export const LEAVE = 1

/** The question. Return and Escape keep what there is. */
export function leaveQuestion(): MessageBoxOptions {
  const { question, detail, stay, leave } = desktopWords.leaving
  return {
    ...{ type: 'warning', title: 'Parley', message: question, detail },
    ...{ buttons: [stay, leave], defaultId: 0, cancelId: 0, noLink: true },
  }
}
