import { resolve } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { speak } from '../../../../app/words/languages/speak.ts'
import { type StartComplaint, sayComplaint } from '../../../../main/desktop/start/start-complaint.ts'
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

test.each<[string, string[], StartComplaint]>([
  ['a link of its own', ['parley', 'parley://start'], { name: 'link' }],
  ['a link without slashes', ['parley', 'PARLEY:toggle'], { name: 'link' }],
  ['a link of the web', ['parley', '--hidden', 'https://example.com/?--toggle'], { name: 'link' }],
  ['a link in place of a folder', ['parley', '--data', 'parley://x'], { name: 'link' }],
  ['a link and a command', ['parley', '--toggle', 'parley://x'], { name: 'link' }],
  ['a command with a value', ['parley', '--toggle=1'], { name: 'valued', flag: '--toggle' }],
  ['hiding with a value', ['parley', '--hidden=false'], { name: 'valued', flag: '--hidden' }],
  ['two folders', ['parley', '--data', 'here', '--data=there'], { name: 'several', flags: ['--data', '--data=there'] }],
  ['two commands', ['parley', '--stop', '--start'], { name: 'several', flags: ['--start', '--stop'] }],
])('%s is refused', (_what, args, complaint) => {
  expect(readStartOptions(args, folder).complaint).toEqual(complaint)
})

test('a path with a colon is no link', () => {
  const args = ['parley', 'C:\\notes', '--data=C:\\parley', '--proxy-server=http://127.0.0.1:3128']
  expect(readStartOptions(args, folder).complaint).toBe(null)
})

afterEach(() => speak('en', ['en']))

const complaints: StartComplaint[] = [
  { name: 'refused', flag: '--inspect' },
  { name: 'several', flags: ['--start', '--stop'] },
  { name: 'not_running', command: 'cancel' },
]

test('what is refused is said in the language being spoken', async () => {
  expect(complaints.map(sayComplaint)).toEqual([
    'Parley does not start with --inspect.',
    'One at a time: --start or --stop.',
    'Parley is not running, so there is nothing to cancel.',
  ])
  await speak('de', ['de'])
  expect(complaints.map(sayComplaint)).toEqual([
    'Mit --inspect startet Parley nicht.',
    'Nur eines auf einmal: --start oder --stop.',
    'Parley läuft nicht; es gibt nichts zurückzunehmen.',
  ])
})
