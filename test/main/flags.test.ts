import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { type Flags, flagsToArgs, parseFlags } from '../../main/flags.ts'

const none: Flags = {
  isBrowser: false,
  port: 0,
  opens: true,
  dataFolder: null,
  showsTimes: false,
  showsHelp: false,
}

test.for<{ args: string[]; flags: Partial<Flags> }>([
  { args: [], flags: {} },
  { args: ['--browser', '--no-open', '--times'], flags: { isBrowser: true, opens: false, showsTimes: true } },
  { args: ['--port', '8080'], flags: { port: 8080 } },
  { args: ['--data', 'here'], flags: { dataFolder: resolve('here') } },
  { args: ['-h'], flags: { showsHelp: true } },
])('understands $args', ({ args, flags }) => {
  expect(parseFlags(args)).toEqual({ flags: { ...none, ...flags } })
})

test.for([
  { args: ['--port', 'http'], complaint: '--port wants a number from 0 to 65535, not “http”.' },
  { args: ['--port', '65536'], complaint: '--port wants a number from 0 to 65535, not “65536”.' },
  { args: ['--port=-1'], complaint: '--port wants a number from 0 to 65535, not “-1”.' },
  { args: ['--data='], complaint: '--data wants the path of a folder.' },
  { args: ['--port=1', '--port=2'], complaint: 'Give --port once. --help explains.' },
  { args: ['file'], complaint: '“file” belongs to no option. --help explains.' },
])('complains about $args', ({ args, complaint }) => {
  expect(parseFlags(args)).toEqual({ complaint })
})

test('flags survive being handed to another process', () => {
  const flags: Flags = { ...none, isBrowser: true, port: 1, opens: false, dataFolder: resolve('-x'), showsTimes: true }
  expect(parseFlags(flagsToArgs(flags))).toEqual({ flags })
})
