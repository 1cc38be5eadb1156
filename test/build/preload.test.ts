import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { outFolder } from '../../build/bundles.ts'

/** The two functions that the page is given. */
interface Exposed {
  request(name: string, input: unknown): Promise<unknown>
  listen(hear: (...heard: unknown[]) => void): () => unknown
}

const ipc = Object.assign(new EventEmitter(), {
  invoke: async (...asked: unknown[]) => ({ ok: true, value: asked }),
  postMessage: () => undefined,
})
const exposed = new Map<string, unknown>()
const required: string[] = []

/** Runs the built preload as Electron does: as CommonJS, with a `require` that knows one module. */
runInNewContext(readFileSync(join(outFolder, 'preload', 'preload.cjs'), 'utf8'), {
  exports: {},
  module: { exports: {} },
  addEventListener: () => undefined,
  postMessage: () => undefined,
  require: (name: string) => {
    required.push(name)
    return {
      ipcRenderer: ipc,
      contextBridge: { exposeInMainWorld: (key: string, value: unknown) => exposed.set(key, value) },
    }
  },
})
const { bridge } = Object.fromEntries(exposed) as { bridge: Exposed }

test('the page is given the bridge and nothing else of Electron', () => {
  expect(required).toEqual(['electron/renderer'])
  expect([...exposed.keys()]).toEqual(['bridge'])
  expect(Object.values(bridge).filter(value => typeof value !== 'function')).toEqual([])
  expect(Object.values(bridge)).not.toContain(ipc)
})

test('what the page hears is names and data, without Electron’s event, which leads back to it', () => {
  const heard: unknown[] = []
  const stop = bridge.listen((...news) => heard.push(news))
  ipc.emit('event', { sender: ipc }, 'settingsChanged', { theme: 'dark' })
  expect(heard).toEqual([['settingsChanged', { theme: 'dark' }]])
  expect(stop()).toBeUndefined()
  ipc.emit('event', { sender: ipc }, 'settingsChanged', {})
  expect(heard).toHaveLength(1)
})
