import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { afterPack } from '../../build/after-pack.ts'
import { plistStrings, readPlist, writePlist } from '../../build/info-plist.ts'

const brought = {
  CFBundleIdentifier: 'org.parley.Parley',
  NSMicrophoneUsageDescription: 'Parley records your voice only while you hold or toggle the talk key.',
  NSCameraUsageDescription: 'This app needs access to the camera',
  NSBluetoothAlwaysUsageDescription: 'This app needs access to Bluetooth',
  NSBluetoothPeripheralUsageDescription: 'This app needs access to Bluetooth',
  NSAudioCaptureUsageDescription: 'This app needs access to audio capture',
  NSAppTransportSecurity: { NSAllowsArbitraryLoads: true, NSExceptionDomains: { localhost: {} } },
}

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-after-pack-'))
  await mkdir(join(folder, 'Parley.app', 'Contents'), { recursive: true })
  await writeFile(join(folder, 'Parley.app', 'Contents', 'Info.plist'), writePlist(brought))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const packed = (electronPlatformName: string) => ({
  electronPlatformName,
  appOutDir: folder,
  packager: { appInfo: { productFilename: 'Parley' } },
})

const writtenInfo = async () => readPlist(await readFile(join(folder, 'Parley.app/Contents/Info.plist'), 'utf8'))

test('on macOS only the microphone is asked for, and only the own machine is reached without TLS', async () => {
  await afterPack(packed('darwin'))
  expect(await writtenInfo()).toEqual({
    CFBundleIdentifier: brought.CFBundleIdentifier,
    NSMicrophoneUsageDescription: brought.NSMicrophoneUsageDescription,
    NSAppTransportSecurity: { NSAllowsArbitraryLoads: false, NSAllowsLocalNetworking: true },
  })
})

test('what macOS asks with stands beside it in every language', async () => {
  await afterPack(packed('darwin'))
  const words = (name: string) =>
    readFile(join(folder, 'Parley.app/Contents/Resources', name, 'InfoPlist.strings'), 'utf8')
  expect(await words('de.lproj')).toMatch(/^NSMicrophoneUsageDescription = "Parley nimmt die Stimme nur auf, .*";\n$/)
  expect(await words('pt_PT.lproj')).toBe(await words('pt_BR.lproj'))
})

test('words in which marks of their own stand are quoted', () => {
  expect(plistStrings({ Key: 'a "b" \\ c' })).toBe('Key = "a \\"b\\" \\\\ c";\n')
})

test('on other systems nothing is touched', async () => {
  await afterPack(packed('linux'))
  expect(await writtenInfo()).toEqual(brought)
})
