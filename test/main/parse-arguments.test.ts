import { expect, test } from 'vitest'
import { Misuse, parseArguments } from '../../main/parse-arguments.ts'

const options = {
  out: { type: 'string' },
  attach: { type: 'string', multiple: true },
  json: { type: 'boolean', short: 'j' },
} as const

test('reads what parseArgs reads', () => {
  const args = ['--out', '-', '--attach=-a', '--attach', 'b', '-j', 'word', '--', '--out']
  expect(parseArguments({ args, options, allowPositionals: true })).toMatchObject({
    values: { out: '-', attach: ['-a', 'b'], json: true },
    positionals: ['word', '--out'],
  })
})

test.for<[complaint: string, args: string[]]>([
  ['There is no option --loud.', ['--loud']],
  ['There is no option -l.', ['-l']],
  ['There is no option --constructor.', ['--constructor']],
  ['--out wants a value.', ['--json', '--out']],
  [
    '--out wants a value, and --json looks like an option: if it is the value, write --out=--json.',
    ['--out', '--json'],
  ],
  ['--json takes no value.', ['--json=yes']],
  ['“word” belongs to no option.', ['word']],
  ['“--out” belongs to no option.', ['--', '--out']],
  ['Give --out once.', ['--out', 'a', '--out=b']],
  ['Give --json once.', ['--json', '-j']],
])('complains “%s”', ([message, args]) => {
  expect(() => parseArguments({ args, options })).toThrow(new Misuse(message))
})
