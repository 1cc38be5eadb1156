import type { MiniMove } from '../contract/desktop-requests.ts'

/** How far the pointer must go before it moves the mini window, in CSS pixels, so that a click with a trembling hand does not. */
const LEAST_MOVE = 4

/** The part of a pointer event that is used (Pointer Events, `PointerEvent`), in CSS pixels. The mini window is never zoomed. */
export interface PointerPlace {
  pointerType: string
  /** Bit 0: the primary button is down, or the screen is touched. */
  buttons: number
  /** Within the page. */
  clientX: number
  clientY: number
  /** In coordinates over all displays. */
  screenX: number
  screenY: number
}

/** Where a pointer took hold of the mini window, which then follows it. */
export class MiniGrip {
  readonly #grip: MiniMove['grip']
  #isMoving = false

  constructor({ clientX, clientY }: Pick<PointerPlace, 'clientX' | 'clientY'>) {
    this.#grip = { x: Math.round(clientX), y: Math.round(clientY) }
  }

  /** What to tell main when the pointer moved; null while it may still be a click, and when nothing is pressed any more. */
  follow({ pointerType, buttons, clientX, clientY, screenX, screenY }: PointerPlace): MiniMove | null {
    if ((buttons & 1) === 0) return null
    this.#isMoving ||= Math.hypot(clientX - this.#grip.x, clientY - this.#grip.y) >= LEAST_MOVE
    if (!this.#isMoving) return null
    const at = pointerType === 'mouse' ? null : { x: Math.round(screenX), y: Math.round(screenY) }
    return { grip: this.#grip, at }
  }
}
