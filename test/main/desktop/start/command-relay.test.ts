import { beforeEach, expect, test } from 'vitest'
import { talkCommands } from '../../../../app/talk/talk-command.ts'
import { CommandRelay } from '../../../../main/desktop/start/command-relay.ts'

let told: string[]
let opened: number
let relay: CommandRelay

beforeEach(() => {
  told = []
  opened = 0
  relay = new CommandRelay(
    command => told.push(command),
    () => opened++,
  )
})

test('a window that is ready is told everything at once', () => {
  relay.windowReady()
  for (const command of talkCommands) relay.command(command)
  expect(told).toEqual(['toggle', 'start', 'stop', 'cancel', 'hold', 'release', 'lose', 'escape'])
})

test.each([
  [['start'], ['start']],
  [['toggle'], ['start']],
  [['start', 'start'], ['start']],
  [['toggle', 'toggle'], []],
  [['start', 'stop'], []],
  [['start', 'cancel'], []],
  [['stop'], []],
  [['hold'], []],
  [['start', 'escape'], []],
  [['start', 'lose'], []],
  [['toggle', 'toggle', 'toggle'], ['start']],
] as const)('%s before the window is ready comes to %s', (commands, expected) => {
  for (const command of commands) relay.command(command)
  expect(told).toEqual([])
  relay.windowReady()
  expect(told).toEqual(expected)
})

test('a window is opened to start in, and for nothing else', () => {
  for (const command of ['stop', 'cancel', 'hold', 'release', 'lose', 'escape'] as const) relay.command(command)
  expect(opened).toBe(0)
  relay.command('toggle')
  expect(opened).toBe(1)
  relay.windowReady()
  relay.command('toggle')
  expect([opened, told]).toEqual([1, ['start', 'toggle']])
})

test('what has started once does not start again with the next page', () => {
  relay.command('start')
  relay.windowReady()
  relay.windowGone()
  relay.windowReady()
  expect(told).toEqual(['start'])
})
