import type { Page } from '@playwright/test'

/** The system's voice as a page has it: tests see what it is told to say, and let it end. */
export interface SystemVoiceProbe {
  /** What it says now; null while it is silent. */
  saying(): Promise<string | null>
  /** Everything it was told to say. */
  said(): Promise<string[]>
  /** What it says comes to its end. */
  finish(): Promise<void>
  /** How long after a key or the pointer last went down it fell silent, in milliseconds. */
  silentAfterPressMs(): Promise<number>
}

interface Spoken {
  said: string[]
  now: SpeechSynthesisUtterance | null
  pressedAt: number
  silencedAt: number
}

/**
 * Gives a page a system voice, which the Chromium of the tests lacks. Call before the page loads.
 * @param kind `working`; `silent`: it is there, and never begins
 */
export async function giveSystemVoice(page: Page, kind: 'working' | 'silent' = 'working'): Promise<SystemVoiceProbe> {
  await page.addInitScript(kind => {
    const spoken: Spoken = { said: [], now: null, pressedAt: 0, silencedAt: 0 }
    Object.assign(window, { spoken })
    for (const press of ['keydown', 'pointerdown']) {
      addEventListener(press, () => Object.assign(spoken, { pressedAt: performance.now() }), { capture: true })
    }
    speechSynthesis.getVoices = () => [{ name: 'Voice' } as SpeechSynthesisVoice]
    speechSynthesis.speak = utterance => {
      Object.assign(spoken, { now: utterance })
      spoken.said.push(utterance.text)
      if (kind === 'working') setTimeout(() => utterance.dispatchEvent(new Event('start')))
    }
    speechSynthesis.cancel = () => {
      const { now } = spoken
      if (now) Object.assign(spoken, { now: null, silencedAt: performance.now() })
      // As browsers have it: what was silenced has failed.
      if (now) setTimeout(() => now.dispatchEvent(new Event('error')))
    }
  }, kind)
  const read = <T>(what: (spoken: Spoken) => T) => page.evaluate(`(${what.toString()})(window.spoken)`) as Promise<T>
  return {
    saying: () => read(({ now }) => now?.text ?? null),
    said: () => read(({ said }) => said),
    finish: () =>
      read(spoken => {
        const { now } = spoken
        spoken.now = null
        now?.dispatchEvent(new Event('end'))
      }),
    silentAfterPressMs: () => read(({ pressedAt, silencedAt }) => silencedAt - pressedAt),
  }
}
