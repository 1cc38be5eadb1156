import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { commands } from '../../../../main/command-line/library/commands.ts'
import { readArguments } from '../../../../main/command-line/library/read-arguments.ts'

const read = (...args: string[]) => {
  const found = readArguments(args, commands, '/usual')
  return found.kind === 'call' ? { name: found.command.name, ...found.call } : found
}

test('a command comes with its operands, its options and the data folder', () => {
  expect([read('show', '0a1b', '--json'), read('list', '--place', 'trash', '--place=recent', '--data', 'x')]).toEqual([
    {
      name: 'show',
      operands: ['0a1b'],
      values: new Map([['json', ['']]]),
      folder: '/usual',
      printsJson: true,
    },
    {
      name: 'list',
      operands: [],
      values: new Map([
        ['place', ['trash', 'recent']],
        ['data', ['x']],
      ]),
      folder: resolve('x'),
      printsJson: false,
    },
  ])
})

test.each([[], ['--help'], ['-h'], ['list', '--help'], ['show', '-h']])('%j %s is a wish for help', (...args) => {
  expect(read(...args)).toMatchObject({ kind: 'help', text: expect.stringContaining('npm run --silent library --') })
})

test.each([
  [['frobnicate'], 'There is no command “frobnicate”'],
  [['list', 'everything'], 'list wants nothing more.'],
  [['show'], 'show wants ID.'],
  [['show', 'a', 'b'], 'show wants ID.'],
  [['list', '--plaice', 'recent'], 'There is no option --plaice. library list --help explains.'],
  [['list', '--data=a', '--data=b'], 'Give --data once. library list --help explains.'],
  [['export', '--all', '--all'], 'Give --all once.'],
  [['list', '--data', ' '], '--data wants the path of a folder.'],
])('%j is a complaint that says what is wrong', (args, sentence) => {
  expect(read(...args)).toEqual({ kind: 'complaint', message: expect.stringContaining(sentence) })
})
