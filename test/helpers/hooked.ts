import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import { outFolder } from '../../build/bundles.ts'
import { HookHoldKey, type HookHoldKeyOptions, hookModule } from '../../main/keys/hook-hold-key.ts'

/** The native module of this kind of computer, as it was built (`npm run build`). */
export const builtModule = hookModule(join(outFolder, 'main'), process.platform, process.arch)

/** A key that the built hook looks for on a display, in Node's processes in place of Electron's. */
export interface HookedHere {
  key: HookHoldKey
  /** All that left the processes, in order. */
  messages: unknown[]
  /** Every process that was started; the last is the one that runs, if any does. */
  processes: ChildProcess[]
}

/** Makes a key that looks on a display. `options` say what differs. */
export function hookOn(
  display: string,
  options: Pick<HookHoldKeyOptions, 'onMove' | 'onCapability'> & Partial<HookHoldKeyOptions>,
): HookedHere {
  const messages: unknown[] = []
  const processes: ChildProcess[] = []
  const key = new HookHoldKey({
    modulePath: builtModule,
    obstacle: () => null,
    retryAfterMs: [1, 3, 10],
    startProcess: (args, { onMessage, onExit }) => {
      const child = fork(join(outFolder, 'main', 'key-hook.js'), args, {
        env: { DISPLAY: display },
        execArgv: [],
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      })
      processes.push(child)
      child.on('message', message => {
        messages.push(message)
        onMessage(message)
      })
      child.on('exit', onExit)
      return () => child.kill()
    },
    ...options,
  })
  return { key, messages, processes }
}
