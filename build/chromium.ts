import { type Browser, chromium, type LaunchOptions } from '@playwright/test'

/** Switches for a microphone that plays a WAV file once (`%noloop`) and permission that is always given. */
export function microphoneFromFile(path: string): string[] {
  return [
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-audio-capture=${path}%noloop`,
  ]
}

/**
 * Starts the Chromium that tests, pictures and the demo drive: `PARLEY_CHROMIUM` if set, on 64-bit Linux the one of
 * `@sparticuz/chromium` (it comes from the npm registry and needs no system libraries), elsewhere an installed Chrome.
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
  const chosen = process.env['PARLEY_CHROMIUM']
  if (chosen) return chromium.launch({ ...options, executablePath: chosen })
  if (process.platform !== 'linux' || process.arch !== 'x64') return chromium.launch({ ...options, channel: 'chrome' })
  const { default: packed } = await import('@sparticuz/chromium')
  return chromium.launch({ ...options, executablePath: await packed.executablePath() })
}
