import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { readStartOptions } from '../../../main/desktop/start-options.ts'

const folder = resolve('/home/someone')

test.each([
  ['nothing', ['electron', '.'], null, false],
  ['an absolute folder', ['electron', '.', '--data=/srv/parley'], resolve('/srv/parley'), false],
  ['a relative folder', ['parley', '--data=notes'], resolve(folder, 'notes'), false],
  ['a folder of its own argument', ['parley', '--data', 'notes'], resolve(folder, 'notes'), false],
  ['a folder with spaces and an equals sign', ['parley', '--data=a b=c'], resolve(folder, 'a b=c'), false],
  ['times', ['parley', '--times'], null, true],
  ['Chromium’s switches', ['parley', '--lang=de', '--use-file-for-fake-audio-capture=/x.wav', '-x'], null, false],
  ['an empty folder', ['parley', '--data='], null, false],
  ['no folder at the end', ['parley', '--data'], null, false],
  ['another flag in place of a folder', ['parley', '--data', '--times'], null, true],
  ['something alike', ['parley', '--database=/x', '--timeshift'], null, false],
])('%s is understood', (_what, args, dataFolder, showsTimes) => {
  expect(readStartOptions(args, folder)).toEqual({ dataFolder, showsTimes })
})
