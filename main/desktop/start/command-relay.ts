import type { TalkCommand } from '../../../app/talk/talk-command.ts'

/**
 * Passes commands from outside on to the window. Until the window is ready to talk, a wish to start is remembered and other commands are
 * dropped: a key that is pressed before there is a window would be released before anything is recorded.
 */
export class CommandRelay {
  readonly #tell: (command: TalkCommand) => void
  readonly #openWindow: () => void
  #isReady = false
  #startsWhenReady = false

  /**
   * @param openWindow opens the window if there is none. Otherwise a remembered start would begin whenever someone opens it, when nobody
   * means it any more
   */
  constructor(tell: (command: TalkCommand) => void, openWindow: () => void) {
    this.#tell = tell
    this.#openWindow = openWindow
  }

  /** The window reports that it can talk. */
  windowReady(): void {
    this.#isReady = true
    if (this.#startsWhenReady) this.#tell('start')
    this.#startsWhenReady = false
  }

  /** The window, or its page, is gone. */
  windowGone(): void {
    this.#isReady = false
  }

  command(command: TalkCommand): void {
    if (this.#isReady) {
      this.#tell(command)
      return
    }
    this.#startsWhenReady = command === 'start' || (command === 'toggle' && !this.#startsWhenReady)
    if (this.#startsWhenReady) this.#openWindow()
  }
}
