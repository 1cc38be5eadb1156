import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  applyLoginItem,
  type LoginMachine,
  loginItem,
  renewLoginItem,
} from '../../../../main/desktop/presence/login-item.ts'

const machine: LoginMachine = {
  platform: 'linux',
  environment: {},
  home: '/home/ada',
  isPackaged: true,
  executable: '/opt/Parley/parley',
}
const item = (change: Partial<LoginMachine>) => loginItem({ ...machine, ...change }, 'org.parley.Parley')

describe('how Parley is started at login', () => {
  test('macOS and Windows are told to start it hidden', () => {
    for (const platform of ['darwin', 'win32'] as const) {
      expect(item({ platform })).toEqual({ kind: 'system', args: ['--hidden'] })
    }
  })

  test('Linux desktops find a file', () => {
    expect(item({})).toEqual({
      kind: 'file',
      path: '/home/ada/.config/autostart/org.parley.Parley.desktop',
      text: '[Desktop Entry]\nType=Application\nName=Parley\nIcon=parley\nExec="/opt/Parley/parley" --hidden\nX-GNOME-Autostart-enabled=true\n',
    })
  })

  test('in the folder for it that the environment names, unless that is relative', () => {
    const folder = (named: string) => item({ environment: { XDG_CONFIG_HOME: named } })
    expect(folder('/etc/ada')).toMatchObject({ path: '/etc/ada/autostart/org.parley.Parley.desktop' })
    expect(folder('etc')).toMatchObject({ path: '/home/ada/.config/autostart/org.parley.Parley.desktop' })
  })

  test('an AppImage is started by its own file, not by where it is unpacked for now', () => {
    const path = '/home/ada/50% "off"/$Parley.AppImage'
    expect(item({ environment: { APPIMAGE: path } })).toMatchObject({
      text: expect.stringContaining('Exec="/home/ada/50%% \\\\"off\\\\"/\\\\$Parley.AppImage" --hidden'),
    })
  })

  test.each([
    ['developed', { isPackaged: false }],
    ['in a Flatpak', { environment: { FLATPAK_ID: 'org.parley.Parley' } }],
    ['a Snap', { environment: { SNAP: '/snap/parley/1' } }],
    ['portable', { platform: 'win32', environment: { PORTABLE_EXECUTABLE_FILE: 'D:\\parley.exe' } }],
    ['in a path that no line can hold', { executable: '/opt/a\nb' }],
    ['on a system that is not known', { platform: 'freebsd' }],
  ] as const)('not at all when it is %s', (_how, change) => {
    expect(item(change)).toBeNull()
  })
})

describe('what is done about it', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'parley-login-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))
  const untold = () => expect.unreachable()

  test('the file is written, and taken away', async () => {
    const path = join(folder, 'autostart', 'parley.desktop')
    expect(await applyLoginItem({ kind: 'file', path, text: 'a file' }, true, untold)).toBeNull()
    expect(readFileSync(path, 'utf8')).toBe('a file')
    expect(await applyLoginItem({ kind: 'file', path, text: 'a file' }, false, untold)).toBeNull()
    expect(existsSync(path)).toBe(false)
  })

  test('a start names where Parley is now, and leaves what the user changed of the file', () => {
    const path = join(folder, 'parley.desktop')
    const file = { kind: 'file', path, text: '[Desktop Entry]\nExec="/b/$Parley" --hidden\n' } as const
    renewLoginItem(file)
    expect(existsSync(path)).toBe(false)
    writeFileSync(path, '[Desktop Entry]\nExec="/a" --hidden\nHidden=true\n')
    renewLoginItem(file)
    renewLoginItem({ kind: 'system', args: [] })
    renewLoginItem(null)
    expect(readFileSync(path, 'utf8')).toBe('[Desktop Entry]\nExec="/b/$Parley" --hidden\nHidden=true\n')
  })

  test('a file that cannot be written is told of', async () => {
    writeFileSync(join(folder, 'autostart'), 'no folder')
    const path = join(folder, 'autostart', 'parley.desktop')
    expect(await applyLoginItem({ kind: 'file', path, text: '' }, true, untold)).toEqual({
      name: 'login_item_refused',
      path,
    })
  })

  test('the system is told', async () => {
    const told: object[] = []
    const tell = (item: object) => {
      told.push(item)
      return undefined
    }
    expect(await applyLoginItem({ kind: 'system', args: ['--hidden'] }, true, tell)).toBeNull()
    expect(await applyLoginItem({ kind: 'system', args: ['--hidden'] }, false, tell)).toBeNull()
    expect(told).toEqual([
      { openAtLogin: true, args: ['--hidden'] },
      { openAtLogin: false, args: ['--hidden'] },
    ])
  })

  test.each([
    ['enabled', true, null],
    ['requires-approval', true, { name: 'login_item_unallowed' }],
    ['not-found', true, { name: 'login_item_unallowed' }],
    ['not-registered', true, { name: 'login_item_unallowed' }],
    ['not-registered', false, null],
  ])('macOS says “%s” when it is wanted (%s): %o', async (status, isWanted, said) => {
    expect(await applyLoginItem({ kind: 'system', args: [] }, isWanted, () => status)).toEqual(said)
  })
})
