import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readAccelerator } from '../../../app/desktop/accelerator.ts'
import { type HookHoldKeyOptions, hookModule, hookObstacle } from '../../../main/keys/hook-hold-key.ts'
import { builtModule, type HookedHere, hookOn } from '../../helpers/hooked.ts'
import { displayMissing, type OwnDisplay, startDisplay } from '../../helpers/own-display.ts'

const missing = displayMissing()
if (missing !== null) console.warn(`skipped: ${missing}, so no native hook looks for a key`)

let told: string[]
let hooked: HookedHere

beforeEach(() => {
  told = []
})
afterEach(() => hooked?.key.stop())

function look(display: string, options: Partial<HookHoldKeyOptions> = {}): void {
  const accelerator = readAccelerator('Control+Alt+Space')
  if (typeof accelerator === 'string') throw new Error(accelerator)
  hooked = hookOn(display, {
    onMove: move => told.push(move),
    onCapability: can => told.push(can.kind === 'none' ? `none: ${can.obstacle}` : can.kind),
    ...options,
  })
  hooked.key.start(accelerator)
}

const tells = (...lines: string[]) => expect.poll(() => told).toEqual(lines)

test.each(['hook-missing', 'hook-not-allowed'] as const)('with %s no process is ever started', async obstacle => {
  look(':0', { obstacle: () => obstacle })
  expect([told, hooked.processes]).toEqual([[`none: ${obstacle}`], []])
})

test('a process that cannot load its module is started three times more, and no more', async () => {
  look(':0', { modulePath: '/nowhere/linux-x64.node' })
  await tells(...Array(4).fill('none: hook-failed'))
  expect(hooked.processes.length).toBe(4)
})

test('a process that says nothing is ended', async () => {
  look(':0', { startProcess: () => () => told.push('ended'), armLimitMs: 1, retryAfterMs: [] })
  await tells('ended', 'none: hook-failed')
})

test.each([
  ['darwin', true, false, 'hook-not-allowed'],
  ['darwin', true, true, null],
  ['darwin', false, true, 'hook-missing'],
  ['win32', true, false, null],
  ['linux', true, false, null],
  ['linux', false, false, 'hook-missing'],
] as const)('on %s, with its module %s and trusted %s: %s', (platform, hasModule, isTrusted, obstacle) => {
  expect(hookObstacle({ platform, hasModule, isTrusted: () => isTrusted })).toBe(obstacle)
})

test('macOS alone is asked for its permission', () => {
  const isTrusted = () => expect.unreachable()
  expect(hookObstacle({ platform: 'win32', hasModule: true, isTrusted })).toBe(null)
})

test('each kind of computer has a module of its own', () => {
  expect(hookModule('/main', 'darwin', 'arm64')).toMatch(/key-hook.darwin-arm64\.node$/)
})

describe.skipIf(missing !== null)(`a key of the native hook${missing === null ? '' : ` (skipped: ${missing})`}`, () => {
  let display: OwnDisplay

  beforeAll(async () => {
    display = await startDisplay()
  })
  afterEach(() => display.move('keyup', 'space', 'ctrl', 'alt'))
  afterAll(() => display.close())

  const lastProcess = () => hooked.processes.at(-1)

  test('is told when it goes down and up, and of other keys nothing leaves the process', async () => {
    look(display.name)
    await tells('hold')
    await display.move('keydown', 'a', 'ctrl', 'F5', 'space')
    await display.move('keyup', 'a', 'ctrl', 'F5', 'space')
    await display.move('keydown', 'ctrl', 'alt', 'shift', 'space')
    await display.move('keyup', 'space', 'shift')
    await display.move('keydown', 'space')
    await tells('hold', 'hold')
    // A modifier may come up first, and what is typed meanwhile is nobody's business.
    await display.move('keyup', 'alt', 'ctrl')
    await display.move('keydown', 'p', 'w')
    await display.move('keyup', 'p', 'w', 'space')
    await tells('hold', 'hold', 'release')
    expect(hooked.messages).toEqual(['armed', 'down', 'up'])
  })

  test('is lost when the process is killed while it is held, and seen again by the next', async () => {
    look(display.name)
    await tells('hold')
    await display.move('keydown', 'ctrl', 'alt', 'space')
    await tells('hold', 'hold')
    lastProcess()?.kill('SIGKILL')
    await tells('hold', 'hold', 'lose', 'none: hook-failed', 'hold')
    await display.move('keyup', 'space', 'alt', 'ctrl')
    await display.move('keydown', 'ctrl', 'alt', 'space')
    await tells('hold', 'hold', 'lose', 'none: hook-failed', 'hold', 'hold')
  })

  test('of a process that crashes again and again is given up', async () => {
    look(display.name)
    for (const crashes of [1, 2, 3, 4]) {
      await expect.poll(() => told.filter(line => line === 'hold').length).toBe(crashes)
      lastProcess()?.kill('SIGKILL')
    }
    await expect.poll(() => told.filter(line => line === 'none: hook-failed').length).toBe(4)
    expect(hooked.processes.length).toBe(4)
  })

  test('that is held and then given up is lost, and its process ends', async () => {
    look(display.name)
    await tells('hold')
    await display.move('keydown', 'ctrl', 'alt', 'space')
    await tells('hold', 'hold')
    await hooked.key.stop()
    await tells('hold', 'hold', 'lose')
    await expect.poll(() => lastProcess()?.signalCode).toBe('SIGTERM')
    expect(hooked.processes.length).toBe(1)
  })

  test('without a display is told of', async () => {
    look(':nowhere', { retryAfterMs: [], armLimitMs: 1000 })
    await tells('none: hook-failed')
    await expect.poll(() => lastProcess()?.exitCode ?? lastProcess()?.signalCode).not.toBe(null)
    expect(hooked.messages).toEqual([])
  })
})

test.skipIf(missing !== null)('the built module is there', () => {
  expect(builtModule).toMatch(/linux-(x64|arm64)\.node$/)
})
