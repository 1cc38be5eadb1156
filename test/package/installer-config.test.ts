import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Configuration } from 'electron-builder'
import { describe, expect, test } from 'vitest'
import { languages } from '../../app/words/language.ts'
import { readPlist } from '../../build/info-plist.ts'

const root = join(import.meta.dirname, '..', '..')

// electron-builder does not export its validator; the paths hold because its version is pinned.
const require = createRequire(import.meta.url)
const { getConfig, validateConfiguration } = require('app-builder-lib/out/util/config/config') as {
  getConfig(folder: string, file: string, overrides: null): Promise<Configuration>
  validateConfiguration(configuration: Configuration, log: object): Promise<void>
}
const { DebugLogger } = require('builder-util') as { DebugLogger: new (isEnabled: boolean) => object }

const read = () => getConfig(root, 'electron-builder.yml', null)

describe('the configuration of the installers', () => {
  test('is valid', async () => {
    await expect(validateConfiguration(await read(), new DebugLogger(false))).resolves.toBeUndefined()
  })

  test('is really validated', async () => {
    const wrong = { ...(await read()), asarr: true }
    await expect(validateConfiguration(wrong, new DebugLogger(false))).rejects.toThrow('asarr')
  })

  test('ships what was built and nothing else', async () => {
    const filter = [
      '!**/*',
      'out/main/**',
      'out/preload/**',
      'out/renderer/**',
      '!out/main/key-hook/**',
      'package.json',
      '!**/*.{map,ts,tsx,tsbuildinfo,md}',
    ]
    const { files, linux, mac, win } = await read()
    expect(files).toEqual([{ filter }])
    expect([linux, mac, win].map(system => system?.files)).toEqual(
      ['linux', 'darwin', 'win32'].map(platform => [`out/main/key-hook/${platform}-\${arch}.node`]),
    )
  })

  test('blows every fuse that would let another program in', async () => {
    expect((await read()).electronFuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
      resetAdHocDarwinSignature: true,
    })
  })

  test('never publishes by itself and never turns the sandbox or integrity off', async () => {
    const { publish, disableAsarIntegrity, toolsets } = await read()
    expect({ publish, disableAsarIntegrity, appimage: toolsets?.appimage }).toEqual({
      publish: { provider: 'generic', url: 'https://parley.invalid/releases/' },
      disableAsarIntegrity: undefined,
      appimage: '1.0.3',
    })
  })

  test('keeps the names that keychain, permissions and portals know Parley by', async () => {
    const { appId, productName, linux } = await read()
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    expect({ appId, productName, desktop: linux?.syncDesktopName, portal: manifest.desktopName }).toEqual({
      appId: 'org.parley.Parley',
      productName: manifest.productName,
      desktop: true,
      portal: 'org.parley.Parley.desktop',
    })
  })
})

test('software centres know Parley by the name that desktops do', () => {
  const metainfo = readFileSync(join(root, 'build', 'linux', 'org.parley.Parley.metainfo.xml'), 'utf8')
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const element = (name: string) => new RegExp(`<${name}[^>]*>([^<]*)</`).exec(metainfo)?.[1]
  expect(['id', 'launchable', 'name', 'project_license', 'url'].map(element)).toEqual([
    'org.parley.Parley',
    manifest.desktopName,
    manifest.productName,
    manifest.license,
    manifest.homepage,
  ])
})

test('what software centres show is there in every language', () => {
  const metainfo = readFileSync(join(root, 'build', 'linux', 'org.parley.Parley.metainfo.xml'), 'utf8')
  const told = [...metainfo.matchAll(/<(summary|p|li)(?: xml:lang="([^"]+)")?>/g)]
  const counts = Map.groupBy(told, ([, , tag = 'en']) => tag.split('-')[0])
  // A summary, two paragraphs and three points.
  expect(Object.fromEntries([...counts].map(([language, { length }]) => [language, length]))).toEqual(
    Object.fromEntries(languages.map(language => [language, 6])),
  )
})

describe('for each system', () => {
  const targets = async (system: 'mac' | 'win' | 'linux') => {
    const configured = (await read())[system]?.target
    return (Array.isArray(configured) ? configured : []).map(target =>
      typeof target === 'string' ? target : `${target.target} ${target.arch}`,
    )
  }

  test('there are the installers people look for, for both kinds of processors', async () => {
    expect(await targets('mac')).toEqual(['dmg arm64,x64', 'zip arm64,x64'])
    expect(await targets('win')).toEqual(['nsis x64,arm64', 'portable x64'])
    expect(await targets('linux')).toEqual(['AppImage x64,arm64', 'deb x64,arm64', 'rpm x64,arm64'])
  })

  test('no two of them have the same name', async () => {
    const { artifactName, nsis, portable } = await read()
    expect(new Set([artifactName, nsis?.artifactName, portable?.artifactName]).size).toBe(3)
    for (const name of [artifactName, nsis?.artifactName, portable?.artifactName]) {
      expect(name).toMatch(/^\$\{name\}-\$\{version\}-\$\{os\}-\$\{arch\}(-\w+)?\.\$\{ext\}$/)
    }
  })

  test('macOS gets a hardened runtime with Parley’s own entitlements, which the helpers inherit', async () => {
    const { hardenedRuntime, entitlements, entitlementsInherit, notarize } = (await read()).mac ?? {}
    expect({ hardenedRuntime, entitlements, entitlementsInherit, notarize }).toEqual({
      hardenedRuntime: true,
      entitlements: 'build/entitlements.mac.plist',
      entitlementsInherit: 'build/entitlements.mac.plist',
      notarize: true,
    })
  })
})

test('on macOS Parley is entitled to compile and to hear, and to nothing else', () => {
  const entitlements = readPlist(readFileSync(join(root, 'build', 'entitlements.mac.plist'), 'utf8'))
  expect(entitlements).toEqual({
    'com.apple.security.cs.allow-jit': true,
    'com.apple.security.device.audio-input': true,
  })
})
