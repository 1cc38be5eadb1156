import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from '../../build/bundles.ts'
import { themeSizes } from '../../build/icon-files.ts'
import { installersOf } from '../../build/release-files.ts'
import packageJson from '../../package.json' with { type: 'json' }
import type { Checks } from './checks.ts'
import { provideTools, type Tool } from './debian-tools.ts'
import { type Packed, runBuilder } from './packing.ts'
import { integrityOf } from './payload.ts'

const { version } = packageJson
const DESKTOP_FILE = 'org.parley.Parley.desktop'
const METAINFO_FILE = 'org.parley.Parley.metainfo.xml'
/** Stands before an AppImage's files, where the program is that mounts them. */
const RUNTIME = 'stand-in for the runtime'

/** Everything of Parley that a package puts outside of `/opt/Parley`. */
const outsideFiles = [
  `/usr/share/applications/${DESKTOP_FILE}`,
  ...themeSizes.map(size => `/usr/share/icons/hicolor/${size}x${size}/apps/parley.png`).sort(),
  `/usr/share/metainfo/${METAINFO_FILE}`,
]

interface Made {
  checks: Checks
  packed: Packed
  /** The folder the installers are in; each is unpacked beside them. */
  output: string
  has(tool: Tool): boolean
}

/** Makes installers for Linux of what was packed, and looks at them with the system's own tools. */
export async function checkInstallers(checks: Checks, packed: Packed, output: string): Promise<void> {
  const { has, why } = provideTools()
  const kinds = [
    { target: 'deb', isPossible: has('dpkg-deb'), look: checkDeb },
    { target: 'rpm', isPossible: has('rpmbuild'), look: checkRpm },
    { target: 'AppImage', isPossible: has('mksquashfs') && has('unsquashfs'), look: checkAppImage },
  ]
  const targets = kinds.filter(({ isPossible }) => isPossible).map(({ target }) => target)
  if (targets.length > 0) {
    await runBuilder(['--linux', ...targets, '--x64', '--prepackaged', packed.folder], output, {
      CUSTOM_FPM_PATH: join(import.meta.dirname, 'small-fpm.ts'),
      APPIMAGE_TOOLS_PATH: await layOutAppImageTools(join(output, 'tools')),
    })
  }
  for (const { target, isPossible, look } of kinds) {
    console.log(`The ${target}`)
    if (isPossible) await look({ checks, packed, output, has })
    else checks.skip('making it and looking into it', why)
  }
  console.log('What software centres show')
  if (!has('appstreamcli')) return checks.skip('appstreamcli', why)
  await checks.check('appstreamcli has nothing to say against it', () => {
    run('appstreamcli', 'validate', '--no-net', join(root, 'build', 'linux', METAINFO_FILE))
  })
}

async function checkDeb({ checks, packed, output, has }: Made): Promise<void> {
  const file = await installer(output, '.deb')
  const tree = join(output, 'deb')
  run('dpkg-deb', '--raw-extract', file, tree)
  await checks.check('says who it is from, what it needs and what it would like', () => {
    const field = (name: string) => run('dpkg-deb', '--field', file, name).trim()
    assert.deepEqual(['Package', 'Architecture', 'Maintainer', 'Recommends'].map(field), [
      'parley',
      'amd64',
      'The Parley authors <authors@parley.invalid>',
      'libayatana-appindicator3-1, gnome-keyring | kwalletmanager',
    ])
    for (const library of ['libsecret-1-0', 'libasound2t64 | libasound2', 'libgbm1']) {
      assert.ok(field('Depends').split(', ').includes(library), library)
    }
  })
  await checks.check('puts files under /opt/Parley, and the few elsewhere that desktops look for', async () => {
    const paths = (await filesUnder(tree)).filter(path => !path.startsWith('/DEBIAN/'))
    assert.deepEqual(
      paths.filter(path => !path.startsWith('/opt/Parley/')),
      outsideFiles,
    )
  })
  await checks.check('belongs to root, and none of it runs as root for others', () => {
    const lines = run('dpkg-deb', '--contents', file).trim().split('\n')
    assert.deepEqual(
      lines.filter(line => !/^[d-](r[w-][x-]){3} root\/root /.test(line)),
      [],
    )
  })
  await checks.check('holds the archive that was packed', () => {
    const archive = 'resources/app.asar'
    assert.equal(integrityOf(join(tree, 'opt/Parley', archive)), integrityOf(join(packed.folder, archive)))
  })
  await checks.check('its desktop file starts Parley in its sandbox and belongs to its windows', async () => {
    const path = join(tree, outsideFiles[0] ?? '')
    checkDesktopFile(await readFile(path, 'utf8'), '/opt/Parley/parley %U')
    if (has('desktop-file-validate')) run('desktop-file-validate', path)
  })
  await checks.check('its scripts are sound, and nothing in it turns the sandbox off', async () => {
    for (const name of ['postinst', 'postrm']) {
      const script = join(tree, 'DEBIAN', name)
      run('bash', '-n', script)
      assert.doesNotMatch(await readFile(script, 'utf8'), /no-sandbox/)
    }
    const profile = await readFile(join(tree, 'opt/Parley/resources/apparmor-profile'), 'utf8')
    assert.match(profile, /profile "parley" "\/opt\/Parley\/parley"/)
  })
}

async function checkRpm({ checks, output }: Made): Promise<void> {
  const file = await installer(output, '.rpm')
  const query = (...args: string[]) =>
    run('rpm', '--query', ...args, '--package', file)
      .trim()
      .split('\n')
  await checks.check('says who it is from and what it needs', () => {
    assert.deepEqual(query('--queryformat', '%{NAME} %{ARCH} %{LICENSE} %{PACKAGER}'), [
      'parley x86_64 MIT The Parley authors <authors@parley.invalid>',
    ])
    const needed = query('--requires')
    for (const library of ['gtk3', '(libsecret or libsecret-1-0)', '(alsa-lib or libasound2)']) {
      assert.ok(needed.includes(library), library)
    }
  })
  await checks.check('puts files under /opt/Parley, and the few elsewhere that desktops look for', () => {
    const paths = query('--list')
    assert.deepEqual(
      paths.filter(path => !path.startsWith('/opt/Parley/')),
      outsideFiles,
    )
    assert.ok(paths.includes('/opt/Parley/resources/app.asar'))
  })
  await checks.check('nothing in its scripts turns the sandbox off', () => {
    assert.doesNotMatch(query('--scripts').join('\n'), /no-sandbox/)
  })
}

async function checkAppImage({ checks, packed, output }: Made): Promise<void> {
  const tree = join(output, 'app-image')
  run(
    'unsquashfs',
    '-quiet',
    '-no-progress',
    '-offset',
    `${RUNTIME.length}`,
    '-dest',
    tree,
    await installer(output, '.AppImage'),
  )
  await checks.check('holds the archive that was packed', () => {
    const archive = 'resources/app.asar'
    assert.equal(integrityOf(join(tree, archive)), integrityOf(join(packed.folder, archive)))
  })
  await checks.check('its desktop file starts Parley in its sandbox and belongs to its windows', async () => {
    checkDesktopFile(await readFile(join(tree, DESKTOP_FILE), 'utf8'), 'AppRun %U')
  })
  await checks.check('its launcher gives up the sandbox only where the system forbids one', async () => {
    const launcher = await readFile(join(tree, 'AppRun'), 'utf8')
    assert.match(launcher, /! unshare -Ur true 2>\/dev\/null ; then\s+NO_SANDBOX=\(--no-sandbox\)/)
    assert.equal(launcher.match(/^[^#]*\(--no-sandbox\)/gm)?.length, 1)
  })
  await checks.check('has its icon, and what software centres show', async () => {
    const paths = await filesUnder(tree)
    assert.ok(paths.includes(`/usr/share/metainfo/${METAINFO_FILE}`))
    assert.ok(paths.includes('/usr/share/icons/hicolor/512x512/apps/parley.png'))
  })
}

function checkDesktopFile(text: string, exec: string): void {
  const entries = Object.fromEntries([...text.matchAll(/^(\w+)=(.*)$/gm)].map(([, key, value]) => [key, value]))
  assert.equal(entries.Exec, exec)
  assert.equal(entries.StartupWMClass, DESKTOP_FILE.replace('.desktop', ''))
  assert.equal(entries.Icon, 'parley')
  assert.equal(entries.MimeType, undefined)
}

/** What electron-builder makes an AppImage with (toolset 1.0.3), but for the runtime. */
async function layOutAppImageTools(folder: string): Promise<string> {
  await mkdir(join(folder, 'runtimes'), { recursive: true })
  await mkdir(join(folder, 'lib', 'x64'), { recursive: true })
  await writeFile(join(folder, 'runtimes', 'runtime-x64'), RUNTIME)
  for (const tool of ['mksquashfs', 'desktop-file-validate']) await symlink(`/usr/bin/${tool}`, join(folder, tool))
  return folder
}

async function installer(folder: string, ending: string): Promise<string> {
  const names = (await readdir(folder)).filter(name => name.endsWith(ending))
  assert.equal(names.length, 1)
  assert.ok(installersOf(version).includes(names[0] ?? ''), `${names} is no name of an installer in a release`)
  return join(folder, names[0] ?? '')
}

/** Paths of the files and links under a folder, sorted, as they would be in the system. */
async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter(entry => !entry.isDirectory())
  return files.map(({ parentPath, name }) => join(parentPath, name).slice(folder.length)).sort()
}

function run(program: Tool | 'rpm' | 'bash', ...args: string[]): string {
  return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
}
