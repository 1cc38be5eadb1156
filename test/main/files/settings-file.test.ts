import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { defaultSettings } from '../../../app/settings.ts'
import { openSettingsFile } from '../../../main/files/settings-file.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-settings-'))
})

afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

test('a new folder has the defaults and no file', async () => {
  const file = openSettingsFile(folder)
  expect({ settings: file.current(), notices: file.notices, files: await readdir(folder) }).toEqual({
    settings: defaultSettings,
    notices: [],
    files: [],
  })
})

test('a change is there after a restart, and what it left out stays', () => {
  openSettingsFile(folder).change({ volume: 0.25, talk: { mode: 'toggle' } })
  openSettingsFile(folder).change({ talk: { tailMs: 0 } })
  expect(openSettingsFile(folder).current()).toEqual({
    ...defaultSettings,
    volume: 0.25,
    talk: { ...defaultSettings.talk, mode: 'toggle', tailMs: 0 },
  })
})

test('nothing but the file is left behind by a change', async () => {
  openSettingsFile(folder).change({ volume: 0.25 })
  expect(await readdir(folder)).toEqual(['settings.json'])
})

test('a file of an earlier version gets the defaults of what it does not know', async () => {
  await writeFile(join(folder, 'settings.json'), '{"volume":0.5}')
  expect(openSettingsFile(folder).current()).toEqual({ ...defaultSettings, volume: 0.5 })
})

test.for(['', '{"volume":', '"loud"', '{"volume":7}', 'null'])(
  'a damaged file (%s) is kept and said',
  async damaged => {
    await writeFile(join(folder, 'settings.json'), damaged)
    const file = openSettingsFile(folder)
    expect({ settings: file.current(), notices: file.notices }).toEqual({
      settings: defaultSettings,
      notices: [{ name: 'settings_unreadable', kept: 'settings.json.bad-1' }],
    })
    expect(await readFile(join(folder, 'settings.json.bad-1'), 'utf8')).toBe(damaged)
  },
)

test('a second damaged file does not replace the first', async () => {
  await writeFile(join(folder, 'settings.json.bad-1'), 'first')
  await writeFile(join(folder, 'settings.json'), 'second')
  openSettingsFile(folder)
  expect((await readdir(folder)).sort()).toEqual(['settings.json.bad-1', 'settings.json.bad-2'])
})

test('a folder that takes no files refuses the change in words and keeps the settings as they were', async () => {
  // Permissions do not bind root; a folder in the way of the draft does.
  const file = openSettingsFile(folder)
  file.change({ volume: 0.5 })
  await rm(folder, { recursive: true })
  expect(() => file.change({ volume: 0.25 })).toThrow(expect.objectContaining({ code: 'disk_failed' }))
  expect(file.current().volume).toBe(0.5)
})
