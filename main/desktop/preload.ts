import { contextBridge, ipcRenderer } from 'electron/renderer'
import { bridge } from '../../app/wire.ts'
import { windowEnd } from './ipc-transport.ts'

// All the window gets of Electron: two functions that carry names of the contract and data.
contextBridge.exposeInMainWorld('bridge', bridge(windowEnd(ipcRenderer)))
