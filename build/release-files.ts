/** Whose processor an installer is for, as each kind of package calls it. */
const processors = {
  mac: ['arm64', 'x64'],
  windows: ['arm64', 'x64'],
  appImage: ['arm64', 'x86_64'],
  deb: ['amd64', 'arm64'],
  rpm: ['aarch64', 'x86_64'],
} as const

/** Names of the installers of a version that a release consists of, as `electron-builder.yml` names them. */
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
 * Where it is written whose Parley this is: the page that links and software centres lead to, the folder of newer versions, and whom packages
 * are from. Other files take it from these.
 */
export const addressFiles = [
  'package.json',
  'electron-builder.yml',
  'build/linux/org.parley.Parley.metainfo.xml',
] as const

/** Says in words which of those still name `.invalid`, which is nobody's (RFC 2606): installed, they would look for newer versions there. */
export function unsetAddresses(texts: Record<(typeof addressFiles)[number], string>): string[] {
  return addressFiles.flatMap(file => {
    const names = new Set(texts[file].match(/[\w.-]+\.invalid\b/g))
    return [...names].map(name => `${file} names ${name}, which is nobody’s address. Set it before the first release.`)
  })
}

/** By what installed Parleys find newer versions, one for each system that electron-updater asks for. */
const feeds = ['latest.yml', 'latest-mac.yml', 'latest-linux.yml', 'latest-linux-arm64.yml']

/** What may lie beside installers: what updates are compared by, and what they are made of. */
const companions = [/\.blockmap$/, /^parley-sbom\.cdx\.json$/]

/** Says in words what is wrong with the files of a release; nothing when it is whole. */
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
 * What a release says of itself: the section of its version in the changelog.
 * @returns null when the changelog has no such section, or nothing in it
 */
export function releaseNotes(changelog: string, version: string): string | null {
  const sections = changelog.split(/^## /m).slice(1)
  const section = sections.find(text => text.split(/\s/, 1)[0]?.replace(/^\[|\]$/g, '') === version)
  const notes = section?.split('\n').slice(1).join('\n').trim() ?? ''
  return notes === '' ? null : notes
}

/** What is looked at in a list of components (CycloneDX 1.5). */
export interface Sbom {
  components: object[]
}

/** A list of components with Electron among them, which npm counts as a tool and installers bring along. */
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
