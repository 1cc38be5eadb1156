import { describe, expect, test } from 'vitest'
import { complaintsAbout, installersOf, releaseNotes, withElectron } from '../../build/release-files.ts'

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
