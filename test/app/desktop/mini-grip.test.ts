import { expect, test } from 'vitest'
import { MiniGrip } from '../../../app/desktop/mini-grip.ts'

const at = (clientX: number, clientY: number, pointer = {}) => ({
  ...{ clientX, clientY, screenX: 1000 + clientX, screenY: 500 + clientY },
  ...{ pointerType: 'mouse', buttons: 1, ...pointer },
})
const grip = { x: 150, y: 36 }

test('a click that trembles moves nothing, and once it is moved, the smallest step counts', () => {
  const held = new MiniGrip(at(150, 36))
  const told = [at(152, 36), at(148, 38), at(150, 40), at(150, 37), at(150, 36)].map(place => held.follow(place))
  expect(told).toEqual([null, null, { grip, at: null }, { grip, at: null }, { grip, at: null }])
})

test('nothing follows a pointer that presses nothing any more, or another button', () => {
  const held = new MiniGrip(at(150, 36))
  expect(held.follow(at(250, 36, { buttons: 0 }))).toBeNull()
  expect(held.follow(at(250, 36, { buttons: 2 }))).toBeNull()
  expect(held.follow(at(250, 36, { buttons: 3 }))).toEqual({ grip, at: null })
})

test.each(['touch', 'pen'])('main is told where a pointer is that is no mouse: %s', pointerType => {
  const held = new MiniGrip(at(149.6, 36.4))
  expect(held.follow(at(170.3, 20.7, { pointerType }))).toEqual({ grip, at: { x: 1170, y: 521 } })
})
