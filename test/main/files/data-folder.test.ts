import { join } from 'node:path'
import { expect, test } from 'vitest'
import { defaultDataFolder, type Machine } from '../../../main/files/data-folder.ts'

const home = join('home', 'ada')

test.for<{ machine: Omit<Machine, 'home'>; folder: string }>([
  { machine: { platform: 'linux', environment: {} }, folder: join(home, '.local', 'share', 'parley') },
  { machine: { platform: 'linux', environment: { XDG_DATA_HOME: '/data' } }, folder: join('/data', 'parley') },
  // The specification has relative paths ignored.
  {
    machine: { platform: 'linux', environment: { XDG_DATA_HOME: 'data' } },
    folder: join(home, '.local', 'share', 'parley'),
  },
  { machine: { platform: 'darwin', environment: {} }, folder: join(home, 'Library', 'Application Support', 'Parley') },
  { machine: { platform: 'win32', environment: { APPDATA: 'roaming' } }, folder: join('roaming', 'Parley') },
  { machine: { platform: 'win32', environment: {} }, folder: join(home, 'AppData', 'Roaming', 'Parley') },
])('on $machine.platform with $machine.environment it is $folder', ({ machine, folder }) => {
  expect(defaultDataFolder({ ...machine, home })).toBe(folder)
})
