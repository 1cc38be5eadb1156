/** Some systems name voices and never begin to speak. */
const BEGIN_MS = 4000

/** What the system's voice tells the window. */
export interface SystemVoiceEvents {
  /** The words of a turn were said to their end. Not told of what was silenced or replaced. */
  onEnded(turnId: string): void
  /** Nothing was said: the system has no voice that works. */
  onMissing(turnId: string): void
}

/** Says words with the system's voice (Web Speech API, `speechSynthesis`), one turn at a time, and is silent at once. */
export class SystemVoice {
  readonly #events: SystemVoiceEvents
  #said: { turnId: string; timer: ReturnType<typeof setTimeout> } | null = null

  constructor(events: SystemVoiceEvents) {
    this.#events = events
    // Browsers begin to look for voices when somebody asks for them.
    speechSynthesis.getVoices()
  }

  /** Says the words of a turn, in place of what is being said. */
  say(turnId: string, words: string): void {
    this.silence()
    const said = { turnId, timer: setTimeout(() => end(false), BEGIN_MS) }
    const end = (hasBegun: boolean) => {
      if (this.#said !== said) return
      this.silence()
      if (hasBegun) this.#events.onEnded(turnId)
      else this.#events.onMissing(turnId)
    }
    this.#said = said
    if (speechSynthesis.getVoices().length === 0) {
      end(false)
      return
    }
    const utterance = new SpeechSynthesisUtterance(words)
    let hasBegun = false
    utterance.onstart = () => {
      hasBegun = true
      clearTimeout(said.timer)
    }
    utterance.onend = () => end(true)
    utterance.onerror = () => end(hasBegun)
    speechSynthesis.speak(utterance)
  }

  /** Silences what is being said. */
  silence(): void {
    if (!this.#said) return
    clearTimeout(this.#said.timer)
    this.#said = null
    speechSynthesis.cancel()
  }
}
