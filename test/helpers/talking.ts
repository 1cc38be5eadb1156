import {
  type Captured,
  initialTalk,
  type PressSource,
  type TalkEffect,
  type TalkEvent,
  type TalkOptions,
  type TalkState,
} from '../../app/talk/talk-state.ts'
import { nextDeadline, step } from '../../app/talk.ts'

/** Sound that is neither too short nor silent. */
export const speech: Captured = { durationMs: 2000, peakDbfs: -12 }

/** The options of a first start. */
export const holdOptions: TalkOptions = { mode: 'hold', tailMs: 200, longestMs: 300_000 }

/** A window's worth of talking: remembers the state, and tells effects as short lines such as `openMicrophone a`. */
export class Talking {
  state: TalkState = initialTalk
  readonly options: TalkOptions

  constructor(options: Partial<TalkOptions> = {}) {
    this.options = { ...holdOptions, ...options }
  }

  hear(event: TalkEvent): string[] {
    const { state, effects } = step(this.state, event, this.options)
    this.state = state
    return effects.map(told)
  }

  press(turnId: string, at: number, how: { source?: PressSource; isRepeat?: boolean; isModifierOnly?: boolean } = {}) {
    return this.hear({ name: 'pressed', at, turnId, source: 'key', isRepeat: false, isModifierOnly: false, ...how })
  }

  release(at: number, source: PressSource = 'key') {
    return this.hear({ name: 'released', at, source })
  }

  escape(at: number) {
    return this.hear({ name: 'escaped', at })
  }

  captured(turnId: string, at: number, captured: Partial<Captured> = {}) {
    return this.hear({ name: 'captured', at, turnId, captured: { ...speech, ...captured } })
  }

  asked(turnId: string, at: number) {
    return this.hear({ name: 'asked', at, turnId })
  }

  sounded(turnId: string, at: number) {
    return this.hear({ name: 'replySounded', at, turnId })
  }

  ended(turnId: string, at: number) {
    return this.hear({ name: 'replyEnded', at, turnId })
  }

  /** What a punctual timer brings about until `until`, each line with its time, as in `150 keepSamples a`. */
  wait(until: number): string[] {
    const lines: string[] = []
    for (let due = nextDeadline(this.state, this.options); due !== null && due <= until; ) {
      const at = due
      lines.push(...this.hear({ name: 'timePassed', at }).map(line => `${at} ${line}`))
      due = nextDeadline(this.state, this.options)
    }
    return lines
  }
}

/** An effect in one line. */
export function told(effect: TalkEffect): string {
  const line = `${effect.name} ${effect.turnId}`
  if (effect.name === 'showHint') return `${line} ${effect.hint}`
  if (effect.name !== 'finishRecording') return line
  return effect.end.kind === 'draft' ? `${line} draft ${effect.end.reason}` : `${line} ${effect.end.kind}`
}

/** Someone who has just asked `turnId`. */
export function sending(turnId: string): Talking {
  const talk = new Talking()
  talk.asked(turnId, 0)
  return talk
}

/** Someone who hears the reply to `turnId`. */
export function speaking(turnId: string): Talking {
  const talk = sending(turnId)
  talk.sounded(turnId, 0)
  return talk
}

/** Someone who has held the key since 0, long enough to be recorded. */
export function holding(turnId: string, options: Partial<TalkOptions> = {}): Talking {
  const talk = new Talking(options)
  talk.press(turnId, 0)
  talk.wait(200)
  return talk
}

/** Someone who has recorded hands-free since 0. */
export function locked(turnId: string, options: Partial<TalkOptions> = {}): Talking {
  const talk = new Talking({ ...options, mode: 'toggle' })
  talk.press(turnId, 0)
  return talk
}
