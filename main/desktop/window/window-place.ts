import * as v from 'valibot'

const Pixels = v.pipe(v.number(), v.finite(), v.minValue(-100_000), v.maxValue(100_000))
/** A rectangle in device-independent pixels, as Electron counts them over all displays: one of another scale is no exception. */
const RectangleSchema = v.object({ x: Pixels, y: Pixels, width: Pixels, height: Pixels })
/** A rectangle in device-independent pixels. */
export type Rectangle = v.InferOutput<typeof RectangleSchema>

/** A point in device-independent pixels. */
export type Point = Pick<Rectangle, 'x' | 'y'>

/** Where the windows were, as it is kept in `window.json`. */
export const WindowPlacesSchema = v.object({
  window: v.optional(v.nullable(v.object({ ...RectangleSchema.entries, isMaximized: v.boolean() })), null),
  /** How far the mini window is from the corner of the display that it is nearest to. */
  mini: v.optional(
    v.nullable(v.object({ fromLeft: v.boolean(), fromTop: v.boolean(), across: Pixels, down: Pixels })),
    null,
  ),
})
/** Where the windows were. */
export type WindowPlaces = v.InferOutput<typeof WindowPlacesSchema>

/** How large the window is at first, and may be at least. */
export const WINDOW_SIZE = { width: 960, height: 680, minWidth: 360, minHeight: 480 } as const
/** How large the mini window is. */
export const MINI_SIZE = { width: 264, height: 72 } as const

/** How much of the top edge must be on a display for the window to be taken by it. */
const GRASP = { width: 80, height: 32 }
/** How far the mini window keeps from the edges of the display where nobody has moved it. */
const MARGIN = 24

/**
 * Where the window opens: where it was, if enough of its top can be seen there to move it, and no larger than that display;
 * else in the middle of the first display.
 * @param workAreas of all displays, without what docks and bars take; the first is the main one
 */
export function placeWindow(remembered: WindowPlaces['window'], workAreas: readonly Rectangle[]): Rectangle {
  const main = workAreas[0] ?? { x: 0, y: 0, ...WINDOW_SIZE }
  if (remembered) {
    for (const area of workAreas) {
      const place = { x: Math.round(remembered.x), y: Math.round(remembered.y), ...sizeWithin(remembered, area) }
      if (canGrasp(place, area)) return place
    }
  }
  const { width, height } = sizeWithin(remembered ?? WINDOW_SIZE, main)
  const x = Math.round(main.x + (main.width - width) / 2)
  const y = Math.round(main.y + (main.height - height) / 2)
  return { x, y, width, height }
}

/**
 * Where the window is to be now that displays have changed; null where it stays. The system sees to what fills a display, and on macOS a
 * window that is being minimised changes the displays, too (electron#36951).
 */
export function broughtBack(
  now: Rectangle & { isMaximized: boolean; isFullScreen: boolean; isMinimized: boolean },
  workAreas: readonly Rectangle[],
): Rectangle | null {
  if (now.isMaximized || now.isFullScreen || now.isMinimized) return null
  const { x, y, width, height } = placeWindow(now, workAreas)
  return x === now.x && y === now.y && width === now.width && height === now.height ? null : { x, y, width, height }
}

/** Where the mini window is on a display: as far from the same corner as it was left, at first at the bottom right; never off it. */
export function placeMini(remembered: WindowPlaces['mini'], workArea: Rectangle): Rectangle {
  const place = remembered ?? { fromLeft: false, fromTop: false, across: MARGIN, down: MARGIN }
  const { width, height } = MINI_SIZE
  const room = { across: Math.max(0, workArea.width - width), down: Math.max(0, workArea.height - height) }
  const across = Math.min(Math.max(0, place.across), room.across)
  const down = Math.min(Math.max(0, place.down), room.down)
  return {
    x: Math.round(workArea.x + (place.fromLeft ? across : room.across - across)),
    y: Math.round(workArea.y + (place.fromTop ? down : room.down - down)),
    width,
    height,
  }
}

/** What is remembered of where the mini window was moved to on a display. */
export function rememberMini(at: Rectangle, workArea: Rectangle): NonNullable<WindowPlaces['mini']> {
  const left = at.x - workArea.x
  const right = workArea.width - MINI_SIZE.width - left
  const top = at.y - workArea.y
  const bottom = workArea.height - MINI_SIZE.height - top
  return { fromLeft: left < right, fromTop: top < bottom, across: Math.min(left, right), down: Math.min(top, bottom) }
}

/** Where the mini window is while a pointer holds it: where that wants it, but wholly on the pointer's display. */
export function followPointer(grip: Point, pointer: Point, workArea: Rectangle): Rectangle {
  return placeMini(rememberMini({ x: pointer.x - grip.x, y: pointer.y - grip.y, ...MINI_SIZE }, workArea), workArea)
}

function sizeWithin(wanted: Pick<Rectangle, 'width' | 'height'>, area: Rectangle): Pick<Rectangle, 'width' | 'height'> {
  const { minWidth, minHeight } = WINDOW_SIZE
  return {
    width: Math.round(Math.min(Math.max(wanted.width, minWidth), area.width)),
    height: Math.round(Math.min(Math.max(wanted.height, minHeight), area.height)),
  }
}

/** Whether enough of the upper edge lies within a display. */
function canGrasp({ x, y, width }: Rectangle, area: Rectangle): boolean {
  const seen = Math.min(x + width, area.x + area.width) - Math.max(x, area.x)
  return seen >= GRASP.width && y >= area.y && y <= area.y + area.height - GRASP.height
}
