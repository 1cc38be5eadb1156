import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { type Browser, chromium, type LaunchOptions } from '@playwright/test'

/** Where fontconfig finds the packed fonts on a machine without fonts. */
const FONTS_CONFIGURATION = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`

/** Switches for a microphone that plays a WAV file once, with permission always granted. */
export function microphoneFromFile(path: string): string[] {
  return [
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-audio-capture=${path}%noloop`,
  ]
}

/**
 * Starts the Chromium that tests, pictures and the demo drive: `PARLEY_CHROMIUM` if set, on 64-bit Linux the one that
 * `@sparticuz/chromium` brings with the libraries it needs, elsewhere an installed Chrome.
 */
export async function launchChromium(switches: readonly string[] = []): Promise<Browser> {
  const args = [
    '--no-sandbox',
    '--disable-gpu',
    '--no-first-run',
    '--autoplay-policy=no-user-gesture-required',
    ...switches,
  ]
  const options: LaunchOptions = { headless: true, args, ignoreDefaultArgs: ['--mute-audio'] }
  const chosen = process.env.PARLEY_CHROMIUM
  if (chosen) return chromium.launch({ ...options, executablePath: chosen })
  if (process.platform !== 'linux' || process.arch !== 'x64') return chromium.launch({ ...options, channel: 'chrome' })
  const folder = await unpackChromium()
  const fonts = existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_PATH: join(folder, 'fonts') }
  const env = { ...process.env, ...fonts, LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') }
  return chromium.launch({ ...options, executablePath: join(folder, 'chromium'), env: definedOnly(env) })
}

/**
 * Unpacks the packed Chromium once and returns its folder. The package unpacks into the temporary folder without a lock. So it gets a
 * folder of its own, which is then moved into place whole, and test files that start together never see half of it.
 */
async function unpackChromium(): Promise<string> {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium')
  const { version } = createRequire(import.meta.url)(join(dirname(entry), '..', 'package.json')) as { version: string }
  const cache = join(import.meta.dirname, '..', 'node_modules', '.cache', 'parley')
  const folder = join(cache, `chromium-${version}`)
  if (existsSync(folder)) return folder
  await mkdir(cache, { recursive: true })
  const staging = await mkdtemp(join(cache, 'unpacking-'))
  const script = `
    import chromium, { inflate } from '@sparticuz/chromium'
    await Promise.all([chromium.executablePath(), inflate(process.argv[1])])`
  const libraries = join(dirname(entry), '..', 'bin', 'al2023.tar.br')
  await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script, libraries], {
    cwd: import.meta.dirname,
    env: { ...process.env, TMPDIR: staging },
  })
  // The package's own configuration names folders of the machine it was made for.
  await writeFile(join(staging, 'fonts', 'fonts.conf'), FONTS_CONFIGURATION)
  await rename(staging, folder).catch(() => rm(staging, { recursive: true, force: true }))
  return folder
}

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined))
}
