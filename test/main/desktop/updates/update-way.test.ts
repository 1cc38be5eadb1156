import { expect, test } from 'vitest'
import { type UpdateMachine, updateWay } from '../../../../main/desktop/updates/update-way.ts'

const machine: UpdateMachine = {
  ...{ platform: 'linux', environment: {}, isPackaged: true, productName: 'Parley' },
  ...{ executable: '/opt/Parley/parley', resources: '/opt/Parley/resources' },
}
const mac: Partial<UpdateMachine> = {
  ...{ platform: 'darwin', executable: '/Applications/Parley.app/Contents/MacOS/Parley' },
  resources: '/Applications/Parley.app/Contents/Resources',
}
const windows: Partial<UpdateMachine> = {
  platform: 'win32',
  executable: '/Parley/Parley.exe',
  resources: '/Parley/resources',
}

test.each<[string, Partial<UpdateMachine>, string[], string]>([
  ['a deb or rpm', {}, ['/opt/Parley/resources/package-type'], 'installs'],
  [
    'an AppImage',
    { environment: { APPIMAGE: '/home/ada/Parley.AppImage' } },
    ['/home/ada/Parley.AppImage'],
    'installs',
  ],
  ['an AppImage that was deleted', { environment: { APPIMAGE: '/home/ada/Parley.AppImage' } }, [], 'link'],
  ['unpacked on Linux', {}, [], 'link'],
  ['a Flatpak', { environment: { FLATPAK_ID: 'org.parley.Parley' } }, ['/opt/Parley/resources/package-type'], 'link'],
  ['a Snap', { environment: { SNAP: '/snap/parley/1' } }, ['/opt/Parley/resources/package-type'], 'link'],
  ['signed on macOS', mac, ['/Applications/Parley.app/Contents/CodeResources'], 'installs'],
  ['unsigned on macOS', mac, ['/Applications/Parley.app/Contents/_CodeSignature/CodeResources'], 'link'],
  ['installed on Windows', windows, ['/Parley/Uninstall Parley.exe'], 'installs'],
  ['unpacked on Windows', windows, [], 'link'],
  [
    'portable on Windows',
    { ...windows, environment: { PORTABLE_EXECUTABLE_FILE: 'D:\\Parley.exe' } },
    ['/Parley/Uninstall Parley.exe'],
    'link',
  ],
  ['developed', { isPackaged: false }, ['/opt/Parley/resources/package-type'], 'none'],
  ['on a system nobody packs for', { platform: 'freebsd' }, ['/opt/Parley/resources/package-type'], 'link'],
])('%s', (_name, change, files, way) => {
  expect(updateWay({ ...machine, ...change }, path => files.includes(path.replaceAll('\\', '/')))).toBe(way)
})
