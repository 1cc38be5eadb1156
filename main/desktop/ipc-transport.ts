import { type IpcMainInvokeEvent, ipcMain, type WebContents } from 'electron/main'
import type { MainTransport } from '../../app/wire.ts'
import { EVENT_CHANNEL, REQUEST_CHANNEL } from './channels.ts'

/**
 * Main's end of Electron's IPC: all requests on one channel, all events on another.
 * @param contents the windows that are open, asked for each event
 */
export function ipcTransport(contents: () => Iterable<WebContents>): MainTransport<IpcMainInvokeEvent> {
  return {
    onRequest: answer =>
      ipcMain.handle(REQUEST_CHANNEL, (event, name: string, input: unknown) => answer(event, name, input)),
    send: (name, payload) => {
      for (const window of contents()) window.send(EVENT_CHANNEL, name, payload)
    },
  }
}
