import { spawnSync } from 'node:child_process'

/** Programs that make and look at packages for Linux, and the Debian package each is in. */
const debianPackages = {
  'dpkg-deb': 'dpkg',
  rpmbuild: 'rpm',
  mksquashfs: 'squashfs-tools',
  unsquashfs: 'squashfs-tools',
  'desktop-file-validate': 'desktop-file-utils',
  appstreamcli: 'appstream',
} as const

/** One of those programs. */
export type Tool = keyof typeof debianPackages

/** Which of the programs are there, after those missing were installed from Debian where that may be done. */
export function provideTools(): { has(tool: Tool): boolean; why: string } {
  const tools = Object.keys(debianPackages) as Tool[]
  const missing = tools.filter(tool => !isThere(tool))
  const mayInstall = process.getuid?.() === 0 && isThere('apt-get')
  if (missing.length > 0 && mayInstall) install([...new Set(missing.map(tool => debianPackages[tool]))])
  const why = mayInstall
    ? 'Debian did not give the program'
    : 'the program is not installed, and only root of a Debian can'
  return { has: isThere, why }
}

function install(packages: readonly string[]): void {
  console.log(`Installing ${packages.join(', ')} from Debian …`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  spawnSync('apt-get', ['update', '-qq'], { env, stdio: 'ignore' })
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { env, stdio: 'ignore' })
}

function isThere(program: string): boolean {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).error === undefined
}
