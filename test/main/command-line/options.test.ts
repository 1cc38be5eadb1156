import { expect, test } from 'vitest'
import { type Options, readArguments } from '../../../main/command-line/options.ts'

const FOLDER = '/home/me/.local/share/parley'

const usual: Options = {
  printsModels: false,
  text: 'Hi',
  attachments: [],
  voice: null,
  format: 'wav',
  out: null,
  endpoint: { kind: 'environment' },
  model: null,
  keyVariable: null,
  instructions: null,
  persona: null,
  dataFolder: FOLDER,
  isBeyondLimit: false,
  timeoutMs: null,
  printsJson: false,
  isDoctor: false,
  isPriceAgreed: false,
}

test.for<{ args: string[]; options: Partial<Options> }>([
  { args: [], options: {} },
  { args: ['--attach', 'a.wav', '--attach', 'b.mp3'], options: { attachments: ['a.wav', 'b.mp3'] } },
  { args: ['--voice', 'cedar', '--model', 'gpt-audio'], options: { voice: 'cedar', model: 'gpt-audio' } },
  { args: ['--format', 'pcm16'], options: { format: 'pcm16' } },
  { args: ['--out', 'x/reply.MP3'], options: { out: 'x/reply.MP3', format: 'mp3' } },
  { args: ['--out', 'reply.ogg'], options: { out: 'reply.ogg', format: 'opus' } },
  { args: ['--out', 'reply.sound'], options: { out: 'reply.sound', format: 'wav' } },
  { args: ['--out', 'a.mp3/reply'], options: { out: 'a.mp3/reply', format: 'wav' } },
  { args: ['--out', 'r.constructor'], options: { out: 'r.constructor', format: 'wav' } },
  { args: ['--out', 'reply.mp3', '--format', 'wav'], options: { out: 'reply.mp3', format: 'wav' } },
  { args: ['--endpoint', 'practice'], options: { endpoint: { kind: 'practice' } } },
  {
    args: ['--endpoint', 'http://0.0.0.0:4000/'],
    options: { endpoint: { kind: 'url', baseUrl: 'http://0.0.0.0:4000' } },
  },
  {
    args: ['--profile', 'Work'],
    options: { endpoint: { kind: 'profile', name: 'Work', dataFolder: FOLDER } },
  },
  {
    args: ['--profile', 'Work', '--data', '/elsewhere'],
    options: { dataFolder: '/elsewhere', endpoint: { kind: 'profile', name: 'Work', dataFolder: '/elsewhere' } },
  },
  { args: ['--key-env', 'MY_KEY', '--json'], options: { keyVariable: 'MY_KEY', printsJson: true } },
  {
    args: ['--persona', 'Sommelier', '--data', '/data'],
    options: { dataFolder: '/data', persona: { name: 'Sommelier', dataFolder: '/data' } },
  },
  {
    args: ['--beyond-limit'],
    options: { isBeyondLimit: true },
  },
  { args: ['--instructions', '', '--timeout', '1.5'], options: { instructions: '', timeoutMs: 1500 } },
])('understands $args', ({ args, options }) => {
  expect(readArguments(['--text', 'Hi', ...args], FOLDER)).toEqual({
    kind: 'options',
    options: { ...usual, ...options },
  })
})

test('wants nothing to be asked where models are printed', () => {
  expect(readArguments(['--models'], FOLDER)).toEqual({
    kind: 'options',
    options: { ...usual, text: '', printsModels: true },
  })
})

test('the doctor needs no question', () => {
  expect(readArguments(['--doctor', '--yes'], FOLDER)).toEqual({
    kind: 'options',
    options: { ...usual, text: '', isDoctor: true, isPriceAgreed: true },
  })
})

test('help needs nothing else', () => {
  expect([readArguments(['--help'], FOLDER), readArguments(['-h'], FOLDER)]).toEqual([
    { kind: 'help' },
    { kind: 'help' },
  ])
})

test.for<[complaint: string, args: string[]]>([
  ['--doctor asks questions of its own: leave --text, --attach and --out away.', ['--doctor', '--text', 'Hi']],
  ['--doctor asks questions of its own: leave --text, --attach and --out away.', ['--doctor', '--out', 'a.wav']],
  ['--yes goes with --doctor.', ['--text', 'Hi', '--yes']],
  ['--models asks nothing: leave --text, --attach, --out and --doctor away.', ['--models', '--text', 'Hi']],
  ['--models asks nothing: leave --text, --attach, --out and --doctor away.', ['--models', '--doctor']],
  ['Nothing to ask: give --text, --attach, or both. --help explains.', []],
  ['Nothing to ask: give --text, --attach, or both. --help explains.', ['--text', '  ']],
  ['“hello” belongs to no option. --help explains.', ['hello']],
  ['Give --text once. --help explains.', ['--text', 'Hi', '--text', 'and bye']],
  ['--voice wants a value.', ['--text', 'Hi', '--voice=']],
  ['--out wants a file: the words go to stdout.', ['--text', 'Hi', '--out=-']],
  ['Give --profile or --endpoint, not both.', ['--text', 'Hi', '--profile', 'Work', '--endpoint', 'practice']],
  ['--profile wants a value.', ['--text', 'Hi', '--profile=']],
  ['--timeout wants seconds, not “soon”.', ['--text', 'Hi', '--timeout', 'soon']],
  ['--timeout wants seconds, not “0”.', ['--text', 'Hi', '--timeout', '0']],
  [
    '“openai” is not a web address. It should look like https://api.openai.com/v1.',
    ['--text', 'Hi', '--endpoint', 'openai'],
  ],
  ['“ftp://x.org” must start with https:// or http://.', ['--text', 'Hi', '--endpoint', 'ftp://x.org']],
  [
    'Put the key into a variable and name that with --key-env, not into the address.',
    ['--text', 'Hi', '--endpoint', 'https://me:secret@x.org'],
  ],
])('complains “%s”', ([message, args]) => {
  expect(readArguments(args, FOLDER)).toEqual({ kind: 'complaint', message })
})
