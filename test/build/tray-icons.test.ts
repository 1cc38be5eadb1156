import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { presenceStates } from '../../app/desktop/presence.ts'
import { type BarTheme, type TrayStyle, trayIconFile, trayStyleOn, trayStyles } from '../../app/desktop/tray-icon.ts'
import { pngSize } from '../../build/icon-files.ts'

const folder = join(import.meta.dirname, '..', '..', 'build', 'tray')
const files = presenceStates.flatMap(state => trayStyles.map(style => trayIconFile(state, style)))
const read = (file: string) => readFileSync(join(folder, file))

test('every state has an icon for every bar, at the usual scale and at twice that, and there are no others', () => {
  const doubled = files.map(file => file.replace('.png', '@2x.png'))
  expect(readdirSync(folder).sort()).toEqual([...files, ...doubled].sort())
  expect(new Set(files.map(file => pngSize(read(file)).width))).toEqual(new Set([16]))
  expect(new Set(doubled.map(file => pngSize(read(file)).height))).toEqual(new Set([32]))
})

test('no two states look alike, on any bar', () => {
  expect(new Set(files.map(file => read(file).toString('base64'))).size).toBe(files.length)
})

test.each<[Partial<BarTheme>, TrayStyle]>([
  [{ platform: 'darwin' }, 'template'],
  [{ platform: 'darwin', isDark: true, isSystemDark: true }, 'template'],
  [{ platform: 'win32', isSystemDark: true }, 'dark'],
  [{ platform: 'win32', isDark: true }, 'light'],
  [{ platform: 'linux' }, 'light'],
  [{ platform: 'linux', desktop: 'KDE' }, 'light'],
  [{ platform: 'linux', desktop: 'KDE', isDark: true }, 'dark'],
  [{ platform: 'linux', desktop: 'GNOME' }, 'dark'],
  [{ platform: 'linux', desktop: 'ubuntu:GNOME' }, 'dark'],
  [{ platform: 'linux', desktop: 'GNOME-Classic:GNOME' }, 'light'],
])('on a bar of %o it is drawn as %s', (bar, style) => {
  expect(trayStyleOn({ platform: '', desktop: undefined, isDark: false, isSystemDark: false, ...bar })).toBe(style)
})
