/** The processor of an installer, by the name that each kind of package uses. */
const processors = {
  mac: ['arm64', 'x64'],
  windows: ['arm64', 'x64'],
  appImage: ['arm64', 'x86_64'],
  deb: ['amd64', 'arm64'],
  rpm: ['aarch64', 'x86_64'],
} as const

/** The installers that a release of a version consists of, named as in `electron-builder.yml`. */
export function installersOf(version: string): string[] {
  const name = (system: string, processor: string, ending: string) =>
    `parley-${version}-${system}-${processor}${ending}`
  return [
    ...processors.mac.flatMap(processor => ['.dmg', '.zip'].map(ending => name('mac', processor, ending))),
    ...processors.windows.map(processor => name('win', processor, '-setup.exe')),
    name('win', 'x64', '-portable.exe'),
    ...processors.appImage.map(processor => name('linux', processor, '.AppImage')),
    ...processors.deb.map(processor => name('linux', processor, '.deb')),
    ...processors.rpm.map(processor => name('linux', processor, '.rpm')),
  ]
}

/**
 * The files with the addresses of this Parley's owner: the page that links and software centres open, the folder of newer versions, and the
 * maintainer of packages. Other files take them from these.
 */
export const addressFiles = [
  'package.json',
  'electron-builder.yml',
  'build/linux/org.parley.Parley.metainfo.xml',
] as const

/**
 * Says which of those files still have `.invalid`, which belongs to nobody (RFC 2606). Installed Parleys would look for newer versions
 * there.
 */
export function unsetAddresses(texts: Record<(typeof addressFiles)[number], string>): string[] {
  return addressFiles.flatMap(file => {
    const names = new Set(texts[file].match(/[\w.-]+\.invalid\b/g))
    return [...names].map(name => `${file} names ${name}, which is nobody’s address. Set it before the first release.`)
  })
}

/** The files by which installed Parleys find newer versions, one for each system that electron-updater supports. */
const feeds = ['latest.yml', 'latest-mac.yml', 'latest-linux.yml', 'latest-linux-arm64.yml']

/** Files that may be beside installers: for comparing updates, and the lists of components. */
const companions = [/\.blockmap$/, /^parley-sbom\.cdx\.json$/]

/** Says what is wrong with the files of a release, in sentences; none when it is complete. */
export function complaintsAbout(files: readonly string[], version: string): string[] {
  const wanted = [...installersOf(version), ...feeds]
  return [
    ...wanted.filter(name => !files.includes(name)).map(name => `${name} is missing.`),
    ...files
      .filter(name => !wanted.includes(name) && !companions.some(pattern => pattern.test(name)))
      .map(name => `${name} does not belong to the release.`),
  ]
}

/**
 * The release notes: the section of a version in the changelog.
 * @returns null when the changelog has no such section, or nothing in it
 */
export function releaseNotes(changelog: string, version: string): string | null {
  const sections = changelog.split(/^## /m).slice(1)
  const section = sections.find(text => text.split(/\s/, 1)[0]?.replace(/^\[|\]$/g, '') === version)
  const notes = section?.split('\n').slice(1).join('\n').trim() ?? ''
  return notes === '' ? null : notes
}

/** The part of a list of components (CycloneDX 1.5) that is used. */
export interface Sbom {
  components: object[]
}

/** A list of components with Electron added. npm counts it as a tool, but installers contain it. */
export function withElectron(sbom: Sbom, version: string): Sbom {
  const electron = {
    type: 'framework',
    'bom-ref': `electron@${version}`,
    name: 'electron',
    version,
    purl: `pkg:npm/electron@${version}`,
    licenses: [{ license: { id: 'MIT' } }],
  }
  return { ...sbom, components: [...sbom.components, electron] }
}
