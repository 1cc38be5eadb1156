import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { readStartOptions, type StartOptions } from '../../../../main/desktop/start/start-options.ts'

const folder = resolve('/home/someone')
const usual: StartOptions = { dataFolder: null, showsTimes: false, command: null, isHidden: false, complaint: null }

test.each<[string, string[], Partial<StartOptions>]>([
  ['nothing', ['electron', '.'], {}],
  ['an absolute folder', ['electron', '.', '--data=/srv/parley'], { dataFolder: resolve('/srv/parley') }],
  ['a relative folder', ['parley', '--data=notes'], { dataFolder: resolve(folder, 'notes') }],
  ['a folder of its own argument', ['parley', '--data', 'notes'], { dataFolder: resolve(folder, 'notes') }],
  ['a folder with spaces and an equals sign', ['parley', '--data=a b=c'], { dataFolder: resolve(folder, 'a b=c') }],
  ['times', ['parley', '--times'], { showsTimes: true }],
  ['Chromium’s switches', ['parley', '--lang=de', '--use-file-for-fake-audio-capture=/x.wav', '-x'], {}],
  ['an empty folder', ['parley', '--data='], {}],
  ['no folder at the end', ['parley', '--data'], {}],
  ['another flag in place of a folder', ['parley', '--data', '--times'], { showsTimes: true }],
  ['something alike', ['parley', '--database=/x', '--timeshift', '--start-maximized', '--stops', 'toggle'], {}],
  ['a command', ['parley', '--toggle'], { command: 'toggle' }],
  ['a command beside Chromium’s switches', ['parley', '--lang=de', '--cancel', '.'], { command: 'cancel' }],
  ['a hidden start', ['parley', '--hidden'], { isHidden: true }],
  ['a hidden start that talks', ['parley', '--hidden', '--start'], { isHidden: true, command: 'start' }],
  ['the same command twice', ['parley', '--stop', '--stop'], { command: 'stop' }],
])('%s is understood', (_what, args, understood) => {
  expect(readStartOptions(args, folder)).toEqual({ ...usual, ...understood })
})

test.each([
  ['a link of its own', ['parley', 'parley://start'], 'Parley opens no links. Nothing was done.'],
  ['a link without slashes', ['parley', 'PARLEY:toggle'], 'Parley opens no links. Nothing was done.'],
  [
    'a link of the web',
    ['parley', '--hidden', 'https://example.com/?--toggle'],
    'Parley opens no links. Nothing was done.',
  ],
  ['a link in place of a folder', ['parley', '--data', 'parley://x'], 'Parley opens no links. Nothing was done.'],
  ['a link and a command', ['parley', '--toggle', 'parley://x'], 'Parley opens no links. Nothing was done.'],
  ['a command with a value', ['parley', '--toggle=1'], '--toggle takes no value.'],
  ['hiding with a value', ['parley', '--hidden=false'], '--hidden takes no value.'],
  ['two commands', ['parley', '--stop', '--start'], 'One at a time: --start or --stop.'],
])('%s is refused in a sentence', (_what, args, complaint) => {
  expect(readStartOptions(args, folder).complaint).toBe(complaint)
})

test('a path with a colon is no link', () => {
  const args = ['parley', 'C:\\notes', '--data=C:\\parley', '--proxy-server=http://127.0.0.1:3128']
  expect(readStartOptions(args, folder).complaint).toBe(null)
})
