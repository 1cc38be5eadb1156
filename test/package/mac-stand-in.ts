import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writePlist } from '../../build/info-plist.ts'
import { broughtLanguages, fuseWire } from './fuse-wire.ts'

/** The parts of Electron for macOS that are applications of their own. */
const helpers = ['Helper', 'Helper (GPU)', 'Helper (Plugin)', 'Helper (Renderer)'] as const

/** What Electron's own Info.plist says and Parley's must not: reasons for what Parley never does, and loading without TLS. */
const electronsInfo = {
  NSAppTransportSecurity: { NSAllowsArbitraryLoads: true },
  NSBluetoothAlwaysUsageDescription: 'This app needs access to Bluetooth',
  NSBluetoothPeripheralUsageDescription: 'This app needs access to Bluetooth',
  NSCameraUsageDescription: 'This app needs access to the camera',
  NSMicrophoneUsageDescription: 'This app needs access to the microphone',
  NSAudioCaptureUsageDescription: 'This app needs access to audio capture',
}

/** Lays out what electron-builder looks for in Electron for macOS. */
export async function layOutMac(folder: string): Promise<void> {
  const contents = join(folder, 'Electron.app', 'Contents')
  await layOutApp(contents, 'Electron', electronsInfo)
  for (const helper of helpers) {
    const name = `Electron ${helper}`
    await layOutApp(join(contents, 'Frameworks', `${name}.app`, 'Contents'), name, {})
  }
  const framework = join(contents, 'Frameworks', 'Electron Framework.framework')
  for (const language of broughtLanguages.map(name => (name === 'en-US' ? 'en' : name.replace('-', '_')))) {
    await mkdir(join(contents, 'Resources', `${language}.lproj`), { recursive: true })
    await mkdir(join(framework, 'Versions', 'A', 'Resources', `${language}.lproj`), { recursive: true })
    await writeFile(join(framework, 'Versions', 'A', 'Resources', `${language}.lproj`, 'locale.pak'), '')
  }
  await writeFile(join(framework, 'Versions', 'A', 'Electron Framework'), fuseWire())
  await symlink('A', join(framework, 'Versions', 'Current'))
  for (const name of ['Electron Framework', 'Resources']) {
    await symlink(join('Versions', 'Current', name), join(framework, name))
  }
}

async function layOutApp(contents: string, name: string, info: Record<string, unknown>): Promise<void> {
  await mkdir(join(contents, 'MacOS'), { recursive: true })
  await writeFile(join(contents, 'MacOS', name), '', { mode: 0o755 })
  const described = {
    CFBundleExecutable: name,
    CFBundleIdentifier: `com.github.${name}`,
    CFBundleName: name,
    CFBundlePackageType: 'APPL',
    ...info,
  }
  await writeFile(join(contents, 'Info.plist'), writePlist(described))
}
