// A process of its own: every key of the system passes through it, so nothing else is in it, and of all keys only the moves of the
// chosen one are told. Its arguments are the native module of uiohook-napi and the key, as `app/desktop/accelerator.ts` writes it.
import { createRequire } from 'node:module'
import { readAccelerator } from '../../app/desktop/accelerator.ts'
import { type HookEvent, HookedKey, type HookMessage } from './hooked-key.ts'

/** What is used of the native module. */
interface NativeHook {
  /** Throws when the system lets it see no keys. */
  start(hear: (event: HookEvent) => void): void
}

const [, , modulePath = '', text = ''] = process.argv
const accelerator = readAccelerator(text)
if (typeof accelerator === 'string') throw new Error(`Not a key that works in every program: ${accelerator}`)
const key = new HookedKey(accelerator)
const hook: NativeHook = createRequire(import.meta.url)(modulePath)

// Whoever is told has started it, and it is of no use to anybody else.
process.on('disconnect', () => process.exit())
hook.start(event => {
  const move = key.move(event, performance.now())
  if (move !== null) tell(move)
})
tell('armed')

/** Electron's utility processes have a port in place of the channel that Node's have. */
function tell(message: HookMessage): void {
  const { parentPort } = process as { parentPort?: { postMessage(message: HookMessage): void } }
  if (parentPort) parentPort.postMessage(message)
  else process.send?.(message)
}
