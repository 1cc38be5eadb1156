import { describe, expect, test } from 'vitest'
import { readFpmArguments } from './fpm-arguments.ts'
import { debControl, rpmSpec } from './package-description.ts'

const args = (target: string, ...more: string[]) => [
  ...['-s', 'dir', '--force', '-t', target, '-d', 'libnss3', '-d', 'a | b', '--architecture', 'amd64'],
  ...['--description', 'Talks\n It does so in two lines.', '--version', '1.2.0~beta', '--name', 'parley'],
  ...['--maintainer', 'A <a@b.invalid>', ...more, '/tmp/unpacked/=/opt/Parley', '/tmp/a=b.png=/usr/share/icons/b.png'],
]

describe('what electron-builder asks fpm for', () => {
  test('is read whole', () => {
    const { target, options, mappings } = readFpmArguments(args('deb'))
    expect({ target, needs: options.get('-d'), mappings }).toEqual({
      target: 'deb',
      needs: ['libnss3', 'a | b'],
      mappings: [
        { from: '/tmp/unpacked/', to: '/opt/Parley' },
        { from: '/tmp/a=b.png', to: '/usr/share/icons/b.png' },
      ],
    })
  })

  test.each([
    [args('pacman'), '-t pacman'],
    [args('deb', '--before-install', 'a'), '--before-install'],
    [args('deb', 'a=relative'), 'Not a mapping'],
  ])('is refused when it would make another package', (wrong, why) => {
    expect(() => readFpmArguments(wrong)).toThrow(why)
  })

  test('becomes the control file of a deb', () => {
    expect(debControl(readFpmArguments(args('deb', '--deb-recommends', 'c')))).toBe(
      `Package: parley
Version: 1.2.0~beta
Architecture: amd64
Maintainer: A <a@b.invalid>
Section: default
Depends: libnss3, a | b
Recommends: c
Description: Talks
 It does so in two lines.
`,
    )
  })

  test('becomes the spec file of an rpm', () => {
    const spec = rpmSpec(readFpmArguments(args('rpm')), ['/opt/Parley/parley'], { post: 'true', postun: 'false' })
    expect(spec).toContain('Name: parley\nVersion: 1.2.0~beta\nRelease: 1\n')
    expect(spec).toContain('Requires: libnss3\nRequires: a | b\n')
    expect(spec).toContain('%post\ntrue\n%postun\nfalse\n%files\n%defattr(-,root,root,-)\n"/opt/Parley/parley"\n')
  })
})
