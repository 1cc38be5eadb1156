import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { getCurrentFuseWire } from '@electron/fuses'
import { NtExecutable, NtExecutableResource, Resource } from 'resedit'
import { languages as spokenLanguages } from '../../app/words/language.ts'
import { readPlist } from '../../build/info-plist.ts'
import { macFolders, microphoneReason } from '../../build/system-words.ts'
import type { Checks } from './checks.ts'
import type { Packed } from './packing.ts'
import { integrityOf, listed, readPayload } from './payload.ts'

/** What every fuse of an installed Parley says, in Electron's order (`docs/tutorial/fuses.md`); the last is left as it comes. */
const FUSES = '010011001'

/** Languages of Electron's own words that are shipped: those of Parley. */
const languages = ['de', 'en', 'ja', 'pt-br', 'pt-pt', 'zh-cn', 'zh-tw']

/** Looks at an application as it is laid out, and that its files are those of another. */
export async function checkSystem(checks: Checks, packed: Packed, other: Packed): Promise<void> {
  console.log(`Parley in ${basename(packed.folder)}`)
  await checkCommon(checks, packed, other)
  await { linux: checkLinux, mac: checkMac, win: checkWindows }[packed.system](checks, packed)
}

/** Looks at what is the same on every system: fuses, languages, the one archive. */
async function checkCommon(checks: Checks, packed: Packed, other: Packed): Promise<void> {
  await checks.check('fuses, read back from the program', async () => {
    const { version, resetAdHocDarwinSignature, strictlyRequireAllFuses, ...fuses } = await getCurrentFuseWire(
      packed.program,
    )
    assert.equal(String.fromCharCode(...Object.values(fuses)), FUSES)
  })
  await checks.check('one archive, and nothing beside it that would be loaded in its place', async () => {
    const names = await readdir(packed.resources)
    assert.deepEqual(
      names.filter(name => /asar|^app/.test(name) && !['apparmor-profile', 'app-update.yml'].includes(name)).sort(),
      ['app.asar', 'app.asar.unpacked'],
    )
  })
  await checks.check('beside the archive the native hook for this kind of computer alone', async () => {
    const beside = await readdir(join(packed.resources, 'app.asar.unpacked'), { recursive: true })
    const kind = { linux: 'linux', mac: 'darwin', win: 'win32' }[packed.system]
    const arch = packed.folder.includes('arm64') ? 'arm64' : 'x64'
    assert.deepEqual(
      beside.filter(name => /\.\w+$/.test(name)).map(name => name.replaceAll('\\', '/')),
      [`out/main/key-hook/${kind}-${arch}.node`],
    )
  })
  const filesOf = ({ resources }: Packed) => listed(readPayload(join(resources, 'app.asar')))
  await checks.check('the same files as for the other systems', () => {
    assert.deepEqual(filesOf(packed), filesOf(other))
  })
}

/** Looks at the application for Linux. */
async function checkLinux(checks: Checks, { folder, resources }: Packed): Promise<void> {
  await checks.check(
    'it is written beside the archive where newer versions are, and nothing secret with it',
    async () => {
      const lines = (await readFile(join(resources, 'app-update.yml'), 'utf8')).trim().split('\n').sort()
      assert.deepEqual(lines, [
        'provider: generic',
        'updaterCacheDirName: parley-updater',
        'url: https://parley.invalid/releases/',
      ])
    },
  )
  await checks.check('Chromium’s words in Parley’s languages alone', async () => {
    assert.deepEqual(await languagesIn(join(folder, 'locales')), languages)
  })
  await checks.check('the sandbox’s own program is there', async () => {
    assert.ok((await readdir(folder)).includes('chrome-sandbox'))
  })
}

/** Looks at the application for Windows. */
async function checkWindows(checks: Checks, { folder, program, resources }: Packed): Promise<void> {
  const resource = NtExecutableResource.from(NtExecutable.from(await readFile(program)))
  await checks.check('the program knows the checksum of its archive', () => {
    const [entry, ...more] = resource.entries.filter(({ type, id }) => type === 'INTEGRITY' && id === 'ELECTRONASAR')
    assert.equal(more.length, 0)
    assert.deepEqual(JSON.parse(Buffer.from(entry?.bin ?? new ArrayBuffer(0)).toString()), [
      { file: 'resources\\app.asar', alg: 'SHA256', value: integrityOf(join(resources, 'app.asar')) },
    ])
  })
  await checks.check('the program calls itself Parley and nothing else', () => {
    const [version] = Resource.VersionInfo.fromEntries(resource.entries)
    const [language] = version?.getAllLanguagesForStringValues() ?? []
    const values = language ? version?.getStringValues(language) : undefined
    assert.equal(values?.ProductName, 'Parley')
    assert.equal(values?.FileDescription, 'Parley')
    assert.equal(values?.CompanyName, 'The Parley authors')
    assert.doesNotMatch(JSON.stringify(values), /Electron|GitHub/)
  })
  await checks.check('the icon is in the program', () => {
    assert.ok(Resource.IconGroupEntry.fromEntries(resource.entries).length > 0)
  })
  await checks.check('Chromium’s words in Parley’s languages alone', async () => {
    assert.deepEqual(await languagesIn(join(folder, 'locales')), languages)
  })
}

/** Looks at the application for macOS. */
async function checkMac(checks: Checks, { program, resources }: Packed): Promise<void> {
  const contents = join(program, 'Contents')
  const info = readPlist(await readFile(join(contents, 'Info.plist'), 'utf8'))
  await checks.check('Info.plist knows the checksum of the archive', () => {
    assert.deepEqual(info.ElectronAsarIntegrity, {
      'Resources/app.asar': { algorithm: 'SHA256', hash: integrityOf(join(resources, 'app.asar')) },
    })
  })
  await checks.check('Info.plist says what the microphone is for, and asks for nothing else', () => {
    const reasons = Object.entries(info).filter(([key]) => key.endsWith('UsageDescription'))
    assert.deepEqual(reasons, [['NSMicrophoneUsageDescription', microphoneReason.en]])
  })
  await checks.check('macOS asks for the microphone in every language of Parley', async () => {
    for (const language of spokenLanguages) {
      for (const folder of macFolders[language]) {
        const words = await readFile(join(resources, folder, 'InfoPlist.strings'), 'utf8')
        assert.equal(words, `NSMicrophoneUsageDescription = "${microphoneReason[language]}";\n`)
      }
    }
  })
  await checks.check('Info.plist lets nothing but this machine be reached without TLS', () => {
    assert.deepEqual(info.NSAppTransportSecurity, { NSAllowsArbitraryLoads: false, NSAllowsLocalNetworking: true })
  })
  await checks.check('Info.plist names the application, its system and no link or file that would open it', () => {
    const { CFBundleIdentifier, CFBundleName, LSMinimumSystemVersion, CFBundleURLTypes, CFBundleDocumentTypes } = info
    assert.deepEqual(
      { CFBundleIdentifier, CFBundleName, LSMinimumSystemVersion, CFBundleURLTypes, CFBundleDocumentTypes },
      {
        CFBundleIdentifier: 'org.parley.Parley',
        CFBundleName: 'Parley',
        LSMinimumSystemVersion: '13.0',
        CFBundleURLTypes: undefined,
        CFBundleDocumentTypes: undefined,
      },
    )
  })
  await checks.check('the helpers ask for nothing', async () => {
    const frameworks = (await readdir(join(contents, 'Frameworks'))).filter(name => name.endsWith('.app'))
    assert.equal(frameworks.length, 4)
    for (const name of frameworks) {
      const helper = readPlist(await readFile(join(contents, 'Frameworks', name, 'Contents', 'Info.plist'), 'utf8'))
      assert.match(String(helper.CFBundleIdentifier), /^org\.parley\.Parley\.helper/)
      assert.deepEqual(
        Object.keys(helper).filter(key => key.endsWith('UsageDescription')),
        [],
      )
    }
  })
  await checks.check('Chromium’s words in Parley’s languages alone', async () => {
    const framework = join(contents, 'Frameworks', 'Electron Framework.framework')
    assert.deepEqual(await languagesIn(join(framework, 'Resources')), languages)
  })
}

/** Languages a folder has words for, however the system spells them. */
async function languagesIn(folder: string): Promise<string[]> {
  const names = (await readdir(folder)).filter(name => /\.(pak|lproj)$/.test(name))
  return names
    .map(name =>
      name
        .replace(/\.\w+$/, '')
        .replace('_', '-')
        .replace('en-US', 'en')
        .toLowerCase(),
    )
    .sort()
}
