import type { MiniMove } from '../contract/desktop-requests.ts'

/** How far the pointer goes before it moves the mini window, in CSS pixels: a click by a hand that trembles leaves it where it is. */
const LEAST_MOVE = 4

/** What an event tells of the pointer (Pointer Events, `PointerEvent`), in CSS pixels, which the mini window never zooms. */
export interface PointerPlace {
  pointerType: string
  /** Bit 0: the primary button is down, or the screen touched. */
  buttons: number
  /** In the page. */
  clientX: number
  clientY: number
  /** On all displays together. */
  screenX: number
  screenY: number
}

/** Where a pointer took hold of the mini window, which follows it from then on. */
export class MiniGrip {
  readonly #grip: MiniMove['grip']
  #isMoving = false

  constructor({ clientX, clientY }: Pick<PointerPlace, 'clientX' | 'clientY'>) {
    this.#grip = { x: Math.round(clientX), y: Math.round(clientY) }
  }

  /** What main is told when the pointer moved; null while that may yet be a click, and when nothing is pressed any more. */
  follow({ pointerType, buttons, clientX, clientY, screenX, screenY }: PointerPlace): MiniMove | null {
    if ((buttons & 1) === 0) return null
    this.#isMoving ||= Math.hypot(clientX - this.#grip.x, clientY - this.#grip.y) >= LEAST_MOVE
    if (!this.#isMoving) return null
    const at = pointerType === 'mouse' ? null : { x: Math.round(screenX), y: Math.round(screenY) }
    return { grip: this.#grip, at }
  }
}
