import { expect, test } from 'vitest'
import { startCommands } from '../../../../app/talk/talk-command.ts'
import {
  decideSecondStart,
  handedOver,
  reasonToEnd,
  SecondStarts,
} from '../../../../main/desktop/start/second-start.ts'
import { readStartOptions } from '../../../../main/desktop/start/start-options.ts'

const startWith = (...args: string[]) => readStartOptions(['parley', ...args], '/')
/** As Electron carries it from one process to the other. */
const arrived = (...args: string[]): unknown => JSON.parse(JSON.stringify(handedOver(startWith(...args))))

test('a second start brings the window to the front', () => {
  expect(decideSecondStart(arrived())).toEqual({ command: null, showsWindow: true, notice: null })
})

test.each(startCommands)('a second start with --%s does that and leaves the window where it is', command => {
  expect(decideSecondStart(arrived(`--${command}`))).toEqual({ command, showsWindow: false, notice: null })
})

test('a hidden second start does nothing', () => {
  expect(decideSecondStart(arrived('--hidden'))).toEqual({ command: null, showsWindow: false, notice: null })
})

test.each([
  ['nothing', undefined],
  ['null', null],
  ['what an earlier Parley hands over', {}],
  ['a string', 'toggle'],
  ['a list', [{ command: 'toggle', isHidden: false }]],
  ['an unknown command', { command: 'record', isHidden: false }],
  ['a command of another type', { command: ['toggle'], isHidden: false }],
  ['a hidden that is no truth value', { command: 'toggle', isHidden: 'no' }],
  ['a half', { command: 'toggle' }],
  ['something more', { command: 'toggle', isHidden: false, link: 'parley://x' }],
])('%s shows the window, does nothing and says so', (_what, data) => {
  expect(decideSecondStart(data)).toEqual({
    command: null,
    showsWindow: true,
    notice: { name: 'start_not_understood' },
  })
})

test('second starts that come before anybody hears of them are told of later, in their order', () => {
  const starts = new SecondStarts()
  starts.take(arrived('--start'))
  starts.take('nonsense')
  const commands: unknown[] = []
  starts.follow(({ command, notice }) => commands.push(command ?? notice?.name))
  starts.take(arrived('--stop'))
  expect(commands).toEqual(['start', 'start_not_understood', 'stop'])
})

test('where no Parley runs, a start that only ends something ends at once and says why', () => {
  expect(['--stop', '--cancel', '--start', '--toggle', '--hidden'].map(flag => reasonToEnd(startWith(flag)))).toEqual([
    { name: 'not_running', command: 'stop' },
    { name: 'not_running', command: 'cancel' },
    null,
    null,
    null,
  ])
})
