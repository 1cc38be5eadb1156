/**
 * Chromium and Node switches that open the window, its traffic or its memory to another program, or run one in place of a helper. Fuses do
 * not cover them, and a program that controls this process inherits its permission to use the microphone.
 */
const refusedSwitches = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-allow-origins',
  'inspect',
  'inspect-brk',
  'inspect-port',
  'inspect-wait',
  'no-sandbox',
  'disable-gpu-sandbox',
  'single-process',
  'renderer-cmd-prefix',
  'utility-cmd-prefix',
  'gpu-launcher',
  'disable-web-security',
  'disable-site-isolation-trials',
  'load-extension',
  'js-flags',
  'ssl-key-log-file',
  'log-net-log',
  'ignore-certificate-errors',
  'host-rules',
  'host-resolver-rules',
  'use-fake-ui-for-media-stream',
] as const

/**
 * The first switch because of which an installed Parley refuses to start, or null. Development builds accept all of them, because tests
 * need some. An AppImage accepts `--no-sandbox`: its launcher adds that where the system forbids user namespaces.
 */
export function refusedSwitch(
  hasSwitch: (name: string) => boolean,
  { isPackaged, isAppImage }: { isPackaged: boolean; isAppImage: boolean },
): string | null {
  if (!isPackaged) return null
  return refusedSwitches.find(name => hasSwitch(name) && !(name === 'no-sandbox' && isAppImage)) ?? null
}

/**
 * Whether Chromium's sandbox is enforced. To enforce it Electron removes `--no-sandbox`, but only after the processes that all others are
 * forked from were started without a sandbox, and such a mixture is not reliable (microsoft/vscode#184897). So where `--no-sandbox` is
 * allowed and given, nothing is enforced.
 */
export function insistsOnSandbox(hasSwitch: (name: string) => boolean): boolean {
  return !hasSwitch('no-sandbox')
}
