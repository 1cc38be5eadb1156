import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  addressFiles,
  complaintsAbout,
  installersOf,
  releaseNotes,
  unsetAddresses,
  withElectron,
} from '../../build/release-files.ts'

describe('the files of a release', () => {
  const whole = [
    ...installersOf('1.2.0'),
    ...['latest.yml', 'latest-mac.yml', 'latest-linux.yml', 'latest-linux-arm64.yml'],
    'parley-1.2.0-mac-arm64.zip.blockmap',
    'parley-sbom.cdx.json',
  ]

  test('are installers for every system and processor, each with a name of its own', () => {
    expect(new Set(installersOf('1.2.0')).size).toBe(13)
    expect(complaintsAbout(whole, '1.2.0')).toEqual([])
  })

  test('are not whole when one is missing', () => {
    const [gone, ...rest] = whole
    expect(complaintsAbout(rest, '1.2.0')).toEqual([`${gone} is missing.`])
    const unfound = whole.filter(name => name !== 'latest-mac.yml')
    expect(complaintsAbout(unfound, '1.2.0')).toEqual(['latest-mac.yml is missing.'])
  })

  test('are not those of another version, nor anything that was left lying about', () => {
    const complaints = complaintsAbout([...whole, 'parley-1.1.0-linux-amd64.deb', 'builder-debug.yml'], '1.2.0')
    expect(complaints).toEqual([
      'parley-1.1.0-linux-amd64.deb does not belong to the release.',
      'builder-debug.yml does not belong to the release.',
    ])
  })
})

describe('whose Parley it is', () => {
  const [manifest, installers, metainfo] = addressFiles
  const set = {
    [manifest]: '{ "homepage": "https://parley.example.org/" }',
    [installers]: 'publish: { url: "https://parley.example.org/releases/" } # `.invalid` is nobody’s',
    [metainfo]: '<url type="homepage">https://parley.example.org/</url>',
  }

  test('has to be set in every file before there can be a release', () => {
    expect(unsetAddresses(set)).toEqual([])
    const maintained =
      'maintainer: A <a@b.invalid>\npublish: { url: "https://b.invalid/releases/" }\n# https://c.invalid'
    expect(unsetAddresses({ ...set, [installers]: maintained })).toEqual([
      'electron-builder.yml names b.invalid, which is nobody’s address. Set it before the first release.',
      'electron-builder.yml names c.invalid, which is nobody’s address. Set it before the first release.',
    ])
  })

  test('is written in those files and in no other that is shipped', () => {
    const root = join(import.meta.dirname, '..', '..')
    const sources = ['app', 'build', 'main', 'renderer'].flatMap(folder =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map(name => join(folder, name)),
    )
    const text = (name: string) => readFileSync(join(root, name), 'utf8')
    const named = [...sources, 'package.json', 'electron-builder.yml'].filter(
      name => /\.(ts|tsx|css|html|json|xml|yml|plist|svg)$/.test(name) && /\bparley\.invalid\b/.test(text(name)),
    )
    expect(named.map(name => name.replaceAll('\\', '/')).sort()).toEqual([...addressFiles].sort())
  })
})

describe('what a release says of itself', () => {
  const changelog =
    '# Changelog\n\n## Unreleased\n\n## 1.2.0 (2026-12-01)\n\n### Added\n\n- This.\n\n## 1.1.0\n\n- That.\n'

  test('is the section of its version', () => {
    expect(releaseNotes(changelog, '1.2.0')).toBe('### Added\n\n- This.')
    expect(releaseNotes(changelog, '1.1.0')).toBe('- That.')
  })

  test.each(['1.2', '1.0.0', 'Unreleased'])('is nothing of %s', version => {
    expect(releaseNotes(changelog, version)).toBeNull()
  })
})

test('Electron is among the components, though npm counts it as a tool', () => {
  const { components } = withElectron({ components: [{ name: 'ws' }] }, '45.4.1')
  expect(components).toEqual([{ name: 'ws' }, expect.objectContaining({ purl: 'pkg:npm/electron@45.4.1' })])
})
