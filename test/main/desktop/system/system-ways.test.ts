import { expect, test } from 'vitest'
import { type SystemWays, systemWays } from '../../../../main/desktop/system/system-ways.ts'

const ways = {
  darwin: [
    'paintsHidden',
    'asksForMicrophone',
    'runsWithoutWindows',
    'tellsOfLock',
    'opensTrayMenuByClick',
    'framesFollowProgram',
    'needsPanel',
  ],
  linux: ['namesKeyring', 'mayLackTray'],
  win32: ['paintsHidden', 'tellsOfLock', 'framesFollowProgram'],
} satisfies Record<string, (keyof SystemWays)[]>

test.each(Object.entries(ways))('the ways of %s', (platform, expected) => {
  const entries = Object.entries(systemWays(platform as NodeJS.Platform))
  expect(entries.flatMap(([way, isSo]) => (isSo ? [way] : []))).toEqual(expected)
})
