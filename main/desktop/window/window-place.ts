import * as v from 'valibot'

const Pixels = v.pipe(v.number(), v.finite(), v.minValue(-100_000), v.maxValue(100_000))
/** A rectangle in device-independent pixels, in Electron's coordinates, which run over all displays whatever their scale. */
const RectangleSchema = v.object({ x: Pixels, y: Pixels, width: Pixels, height: Pixels })
/** A rectangle in device-independent pixels. */
export type Rectangle = v.InferOutput<typeof RectangleSchema>

/** A point in device-independent pixels. */
export type Point = Pick<Rectangle, 'x' | 'y'>

/** Where the windows were, as kept in `window.json`. */
export const WindowPlacesSchema = v.object({
  window: v.optional(v.nullable(v.object({ ...RectangleSchema.entries, isMaximized: v.boolean() })), null),
  /** How far the mini window is from the nearest corner of its display. */
  mini: v.optional(
    v.nullable(v.object({ fromLeft: v.boolean(), fromTop: v.boolean(), across: Pixels, down: Pixels })),
    null,
  ),
})
/** Where the windows were. */
export type WindowPlaces = v.InferOutput<typeof WindowPlacesSchema>

/** How large the window is at first, and its least size. */
export const WINDOW_SIZE = { width: 960, height: 680, minWidth: 360, minHeight: 480 } as const
/** How large the mini window is. */
export const MINI_SIZE = { width: 264, height: 72 } as const

/** How much of the window's top edge must be on a display, so that a pointer can move the window. */
const GRASP = { width: 80, height: 32 }
/** How far the mini window is from the edges of the display until somebody moves it. */
const MARGIN = 24

/**
 * Where the window opens: where it was, no larger than that display, if enough of its top edge is visible to move it; otherwise in the
 * middle of the first display.
 * @param workAreas of all displays, without docks and bars; the main display comes first
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
 * Where the window belongs after displays have changed; null if it stays where it is. A window that fills a display is left to the system.
 * A minimised one is left alone too, because on macOS minimising a window is reported as a change of displays (electron#36951).
 */
export function broughtBack(
  now: Rectangle & { isMaximized: boolean; isFullScreen: boolean; isMinimized: boolean },
  workAreas: readonly Rectangle[],
): Rectangle | null {
  if (now.isMaximized || now.isFullScreen || now.isMinimized) return null
  const { x, y, width, height } = placeWindow(now, workAreas)
  return x === now.x && y === now.y && width === now.width && height === now.height ? null : { x, y, width, height }
}

/** Where the mini window is on a display: as far from the same corner as it was left, at first at the bottom right, and never outside. */
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

/** What to remember of the place to which the mini window was moved. */
export function rememberMini(at: Rectangle, workArea: Rectangle): NonNullable<WindowPlaces['mini']> {
  const left = at.x - workArea.x
  const right = workArea.width - MINI_SIZE.width - left
  const top = at.y - workArea.y
  const bottom = workArea.height - MINI_SIZE.height - top
  return { fromLeft: left < right, fromTop: top < bottom, across: Math.min(left, right), down: Math.min(top, bottom) }
}

/** Where the mini window is while a pointer drags it: where the pointer takes it, but wholly on the pointer's display. */
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

/** Whether enough of the top edge is on a display. */
function canGrasp({ x, y, width }: Rectangle, area: Rectangle): boolean {
  const seen = Math.min(x + width, area.x + area.width) - Math.max(x, area.x)
  return seen >= GRASP.width && y >= area.y && y <= area.y + area.height - GRASP.height
}
