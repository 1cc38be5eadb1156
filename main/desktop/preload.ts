import { contextBridge, ipcRenderer } from 'electron/renderer'
import { bridge } from '../../app/wire.ts'
import { EVENT_CHANNEL, REQUEST_CHANNEL } from './channels.ts'

/**
 * All the window gets of Electron: two functions that carry names of the contract and data. The event object, which
 * leads back to `ipcRenderer`, stays on this side.
 */
const exposed = bridge({
  request: (name, input) => ipcRenderer.invoke(REQUEST_CHANNEL, name, input),
  listen: hear => {
    const pass = (_event: unknown, name: string, payload: unknown) => hear(name, payload)
    ipcRenderer.on(EVENT_CHANNEL, pass)
    return () => {
      ipcRenderer.off(EVENT_CHANNEL, pass)
    }
  },
})

contextBridge.exposeInMainWorld('bridge', exposed)
