import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..', '..', '..')
const folder = join(root, 'main', 'desktop')
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.ts'))
  .map(name => name.replaceAll('\\', '/'))
  .map(name => ({ name, text: readFileSync(join(folder, name), 'utf8') }))

/** Files of main/desktop in which a pattern occurs. */
const filesWith = (pattern: RegExp) => sources.filter(({ text }) => pattern.test(text)).map(({ name }) => name)

describe('Electron’s security checklist, as far as sources show it', () => {
  test.each([
    'nodeIntegration',
    'contextIsolation',
    'sandbox: ',
    'webSecurity',
    'allowRunningInsecureContent',
    'experimentalFeatures',
    'enableBlinkFeatures',
    'webviewTag',
    'navigateOnDragDrop',
    'bypassCSP',
    'corsEnabled',
    'allowServiceWorkers',
    'allowExtensions',
  ])('the default of “%s” is never touched', word => {
    expect(filesWith(new RegExp(word))).toEqual([])
  })

  test('every page is sandboxed, every session refuses and every page is pinned before anything can be opened', () => {
    const index = sources.find(({ name }) => name === 'index.ts')?.text ?? ''
    const places = [
      'app.enableSandbox()',
      "app.on('session-created', refuseAll)",
      "app.on('web-contents-created', (_event, contents) => lockNavigation(contents))",
      'registerAppScheme()\n',
      'app.requestSingleInstanceLock(',
      '.whenReady()',
    ].map(text => index.indexOf(text))
    expect(places.filter(at => at < 0)).toEqual([])
    expect(Math.max(...places.slice(0, 4))).toBeLessThan(Math.min(...places.slice(4)))
    expect(index).not.toMatch(/^ *(await|export const \w+ = await)/m)
  })

  test('windows are made in one place', () => {
    expect(filesWith(/new (BrowserWindow|BrowserView|WebContentsView)\b/)).toEqual(['window/window.ts'])
  })

  test('no page comes from a file or the network', () => {
    expect(filesWith(/loadFile\(|file:\/\/|https?:\/\//)).toEqual([])
  })

  test('what is handed to other programs to open is in one place, and no address but constant ones, of the system’s settings and of Parley’s page', () => {
    expect(filesWith(/openExternal\(|\bshell\b/)).toEqual(['system/open-elsewhere.ts'])
    expect(filesWith(/x-apple\.systempreferences:|ms-settings:/)).toEqual(['system/system-pages.ts'])
    expect(filesWith(/openPath\(|writeShortcutLink\(/)).toEqual([])
  })

  test('keys are taken from other programs in one place, and no links from the system', () => {
    expect(filesWith(/globalShortcut/)).toEqual(['open-global-key.ts'])
    expect(filesWith(/setAsDefaultProtocolClient|open-url|open-file/)).toEqual([])
  })

  test('the parts of safeStorage that Electron 46 drops are not used', () => {
    expect(filesWith(/\b(encryptString|decryptString|isEncryptionAvailable|setUsePlainTextEncryption)\(/)).toEqual([])
  })

  test('the window reaches ipcRenderer only through the preload, which keeps the event object to itself', () => {
    expect(filesWith(/from 'electron\/renderer'/)).toEqual(['preload.ts'])
    expect(filesWith(/exposeInMainWorld/)).toEqual(['preload.ts'])
  })
})

describe('the page that maps the checklist', () => {
  const page = readFileSync(join(folder, 'README.md'), 'utf8')
  const rows = [...page.matchAll(/^\| ([\d–, ]+?) +\| (.*) \|$/gm)].map(([, items = '', cells = '']) => ({
    items: items.replace(/(\d+)–(\d+)/, (_all, first, last) =>
      Array.from({ length: last - first + 1 }, (_each, i) => Number(first) + i).join(', '),
    ),
    cells: cells.split(' | '),
  }))
  /** Where a file that a cell names may be. */
  const exists = (places: readonly string[], name: string) => places.some(place => existsSync(join(root, place, name)))

  test('has every item once', () => {
    const items = rows.flatMap(({ items }) => items.split(', ').map(Number))
    expect(items).toEqual(Array.from({ length: 20 }, (_each, i) => i + 1))
  })

  test('names a test or a check of each, and files that are there', () => {
    const named = (cell = '') =>
      [...cell.matchAll(/`([\w./-]+(?:\.(?:ts|html|json|yml)|\/))`/g)].map(([, name = '']) => name)
    expect(rows.filter(({ cells }) => named(cells[2]).length === 0)).toEqual([])
    const gone = rows.flatMap(({ cells }) => [
      ...named(cells[1]).filter(name => !exists(['main/desktop', '.'], name)),
      ...named(cells[2]).filter(name => !exists(['test/main/desktop', '.'], name)),
    ])
    expect(gone).toEqual([])
  })
})

test('Electron is one version to the last digit, and somebody is told when there is a newer one', () => {
  const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  expect(devDependencies.electron).toMatch(/^\d+\.\d+\.\d+$/)
  expect(readFileSync(join(root, '.github', 'workflows', 'ci.yml'), 'utf8')).toContain('run: npm outdated electron\n')
  expect(readFileSync(join(root, '.github', 'dependabot.yml'), 'utf8')).toContain('dependency-name: electron\n')
})
