// Runs in a process of its own: every key pressed on the computer passes through it, so it does nothing else, and reports only the moves of
// the chosen key. Its arguments are the native module of uiohook-napi and the key, as `app/desktop/accelerator.ts` writes it.
import { createRequire } from 'node:module'
import { readAccelerator } from '../../app/desktop/accelerator.ts'
import { type HookEvent, HookedKey, type HookMessage } from './hooked-key.ts'

/** The part of the native module that is used. */
interface NativeHook {
  /** Throws when the system does not let it see keys. */
  start(hear: (event: HookEvent) => void): void
}

const [, , modulePath = '', text = ''] = process.argv
const accelerator = readAccelerator(text)
if (typeof accelerator === 'string') throw new Error(`Not a key that works in every program: ${accelerator}`)
const key = new HookedKey(accelerator)
const hook: NativeHook = createRequire(import.meta.url)(modulePath)

// Without the process that started it, it is of no use.
process.on('disconnect', () => process.exit())
hook.start(event => {
  const move = key.move(event, performance.now())
  if (move !== null) tell(move)
})
tell('armed')

/** Electron's utility processes have a port instead of Node's channel. */
function tell(message: HookMessage): void {
  const { parentPort } = process as { parentPort?: { postMessage(message: HookMessage): void } }
  if (parentPort) parentPort.postMessage(message)
  else process.send?.(message)
}
