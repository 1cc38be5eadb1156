import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const folder = join(import.meta.dirname, '..', '..', '..', 'main', 'desktop')
const sources = readdirSync(folder)
  .filter(name => name.endsWith('.ts'))
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

  test('windows are made in one place', () => {
    expect(filesWith(/new (BrowserWindow|BrowserView|WebContentsView)\b/)).toEqual(['window.ts'])
  })

  test('no page comes from a file or the network', () => {
    expect(filesWith(/loadFile\(|file:\/\/|https?:\/\//)).toEqual([])
  })

  test('what is handed to other programs to open is in one place, and no address but a constant one of the system’s settings', () => {
    expect(filesWith(/openExternal\(|\bshell\b/)).toEqual(['open-elsewhere.ts'])
    expect(filesWith(/x-apple\.systempreferences:|ms-settings:/)).toEqual(['system-pages.ts'])
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
