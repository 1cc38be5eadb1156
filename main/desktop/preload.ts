import { contextBridge, ipcRenderer } from 'electron/renderer'
import { bridge } from '../../app/wire.ts'
import { windowEnd } from './ipc-transport.ts'
import { type PageWindow, passLines } from './window/window-lines.ts'

// All the window gets of Electron: two functions that carry names of the contract and data.
contextBridge.exposeInMainWorld('bridge', bridge(windowEnd(ipcRenderer)))
// Ports cannot cross the bridge: they are posted to the page, and go from there to the audio thread.
passLines(ipcRenderer, globalThis as unknown as PageWindow)
