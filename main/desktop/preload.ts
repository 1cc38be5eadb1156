import { contextBridge, ipcRenderer } from 'electron/renderer'
import { bridge } from '../../app/wire.ts'
import { windowEnd } from './ipc-transport.ts'
import { type PageWindow, passLines } from './window/window-lines.ts'

// All that the window gets of Electron: two functions that pass names of the contract and data.
contextBridge.exposeInMainWorld('bridge', bridge(windowEnd(ipcRenderer)))
// Ports cannot cross the bridge. They are posted to the page, which hands them to the audio thread.
passLines(ipcRenderer, globalThis as unknown as PageWindow)
