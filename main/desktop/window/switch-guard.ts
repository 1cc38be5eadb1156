/**
 * Chromium and Node switches that open the window, its traffic or its memory to another program, or run one in place of a helper. Fuses do not cover
 * them, and whoever drives this process inherits its permission to use the microphone.
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
 * The first switch an installed Parley refuses to start with, or null. Development builds take all of them: tests need
 * some. An AppImage's launcher adds `--no-sandbox` where the system forbids user namespaces, so there it passes.
 */
export function refusedSwitch(
  hasSwitch: (name: string) => boolean,
  { isPackaged, isAppImage }: { isPackaged: boolean; isAppImage: boolean },
): string | null {
  if (!isPackaged) return null
  return refusedSwitches.find(name => hasSwitch(name) && !(name === 'no-sandbox' && isAppImage)) ?? null
}

/**
 * Whether Chromium's sandbox is insisted on. Electron takes `--no-sandbox` away for that, after the processes that all others come from were
 * made without one. Whoever may pass it here can have no sandbox, and the mixture is nothing to rely on (microsoft/vscode#184897).
 */
export function insistsOnSandbox(hasSwitch: (name: string) => boolean): boolean {
  return !hasSwitch('no-sandbox')
}
