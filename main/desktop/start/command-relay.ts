import type { TalkCommand } from '../../../app/talk/talk-command.ts'

/**
 * Brings what is commanded from outside to the window. While that is not ready to talk, a wish to start waits for it; the rest
 * means nothing then: a key that is held before there is a window to talk in would be let go before it is heard.
 */
export class CommandRelay {
  readonly #tell: (command: TalkCommand) => void
  readonly #openWindow: () => void
  #isReady = false
  #startsWhenReady = false

  /** @param openWindow opens the window where there is none: a start that waited for whoever opens it would begin when nobody means it any more */
  constructor(tell: (command: TalkCommand) => void, openWindow: () => void) {
    this.#tell = tell
    this.#openWindow = openWindow
  }

  /** The window says that it can talk. */
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
