import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  broughtBack,
  followPointer,
  placeMini,
  placeWindow,
  type Rectangle,
  rememberMini,
} from '../../../../main/desktop/window/window-place.ts'

/** A laptop at twice the scale with a larger display at the usual one to its left, in device-independent pixels. */
const laptop = { x: 0, y: 25, width: 1440, height: 875 }
const wide = { x: -2560, y: -200, width: 2560, height: 1400 }
const at = (place: Partial<Rectangle>) => ({ x: 0, y: 25, width: 960, height: 680, isMaximized: false, ...place })

describe('the window', () => {
  test('opens in the middle of the main display at first', () => {
    expect(placeWindow(null, [laptop, wide])).toEqual({ x: 240, y: 123, width: 960, height: 680 })
  })

  test('opens where it was, on another display with another scale too', () => {
    const place = { x: -2000, y: -150, width: 1800, height: 1300 }
    expect(placeWindow(at(place), [laptop, wide])).toEqual(place)
  })

  test.each([
    ['the display it was on is gone', at({ x: -2000 }), [laptop]],
    ['it was far off every display', at({ x: 9000, y: 9000 }), [laptop, wide]],
    ['its upper edge is above every display', at({ y: -900 }), [laptop]],
    ['only a sliver of it could be seen', at({ x: 1400 }), [laptop]],
    ['its upper edge is below the display', at({ y: 890 }), [laptop]],
  ])('comes back to the main display when %s', (_why, remembered, displays) => {
    expect(placeWindow(remembered, displays)).toMatchObject({ x: 240, y: 123 })
  })

  test('is never larger than the display it opens on', () => {
    const { width, height } = placeWindow(at({ x: 10, width: 2400, height: 1300 }), [laptop])
    expect({ width, height }).toEqual({ width: 1440, height: 875 })
  })

  const normal = { isMaximized: false, isFullScreen: false, isMinimized: false }

  test.each([
    ['it can be seen', at({ x: 30 }), [laptop], null],
    ['its display is gone', at({ x: -2000 }), [laptop], { x: 240, y: 123, width: 960, height: 680 }],
    ['its display shrank', at({ x: 30, height: 875 }), [{ ...laptop, height: 600 }], at({ x: 30, height: 600 })],
    ['it fills a display that is gone', { ...at({ x: -2000 }), isFullScreen: true }, [laptop], null],
    ['it is maximised', { ...at({ x: -2000 }), isMaximized: true }, [laptop], null],
    ['it is minimised', { ...at({ x: -2000 }), isMinimized: true }, [laptop], null],
  ])('is moved by a change of displays only where it must be: %s', (_why, now, displays, place) => {
    const { isMaximized: _, ...expected } = { isMaximized: false, ...place }
    expect(broughtBack({ ...normal, ...now }, displays)).toEqual(place && expected)
  })

  test('can be grasped wherever it was', () => {
    const coordinate = fc.integer({ min: -100_000, max: 100_000 })
    const rectangle = fc.record({ x: coordinate, y: coordinate, width: coordinate, height: coordinate })
    fc.assert(
      fc.property(rectangle, place => {
        const { x, y, width } = placeWindow(at(place), [laptop, wide])
        const isSeen = [laptop, wide].some(
          area =>
            Math.min(x + width, area.x + area.width) - Math.max(x, area.x) >= 80 &&
            y >= area.y &&
            y < area.y + area.height,
        )
        expect(isSeen).toBe(true)
      }),
    )
  })
})

describe('the mini window', () => {
  const size = { width: 264, height: 72 }

  test('is at the bottom right of the display at first', () => {
    expect(placeMini(null, laptop)).toEqual({ x: 1152, y: 804, ...size })
  })

  test('keeps its distance from the corner it was moved near to, on every display', () => {
    const left = rememberMini({ x: 40, y: 60, ...size }, laptop)
    expect(placeMini(left, laptop)).toEqual({ x: 40, y: 60, ...size })
    expect(placeMini(left, wide)).toEqual({ x: -2520, y: -165, ...size })
    const right = rememberMini({ x: 1100, y: 700, ...size }, laptop)
    expect(placeMini(right, wide)).toEqual({ x: -340, y: 1000, ...size })
  })

  test.each([
    ['where that wants it', { x: 700, y: 400 }, laptop, { x: 600, y: 380 }],
    ['no further than the edges of its display', { x: 1430, y: 30 }, laptop, { x: 1176, y: 25 }],
    ['wholly over to the next display', { x: -10, y: 1190 }, wide, { x: -264, y: 1128 }],
  ])('follows the pointer that holds it %s, always of one size', (_where, pointer, display, place) => {
    expect(followPointer({ x: 100, y: 20 }, pointer, display)).toEqual({ ...place, ...size })
  })

  test('never leaves the display, however far it was moved or however small that is', () => {
    const off = rememberMini({ x: 1400, y: 890, ...size }, laptop)
    expect(placeMini(off, laptop)).toEqual({ x: 1176, y: 828, ...size })
    expect(placeMini(off, { x: 0, y: 0, width: 200, height: 50 })).toEqual({ x: 0, y: 0, ...size })
  })
})
