import type { Answer, Bridge, MainTransport } from '../../app/wire.ts'

/** One channel for all requests and one for all events; the names inside are the contract's. */
const REQUESTS = 'request'
const EVENTS = 'event'

/** The part of Electron's `ipcMain` that is used. */
export interface MainIpc<Sender> {
  handle(channel: string, answer: (sender: Sender, name: string, input: unknown) => Promise<Answer>): void
}

/** The part of a window's `webContents` that is used. */
export interface Receiver {
  send(channel: string, name: string, payload: unknown): void
}

/**
 * The part of Electron's `ipcRenderer` that is used. The event that its listeners get first leads back to it, so it never reaches the page.
 */
export interface WindowIpc {
  invoke(channel: string, name: string, input: unknown): Promise<Answer>
  on(channel: string, hear: (event: unknown, name: string, payload: unknown) => void): void
  off(channel: string, hear: (event: unknown, name: string, payload: unknown) => void): void
}

/**
 * Main's end of Electron's IPC.
 * @param receivers the open windows that may get an event, by their ids; asked for each event
 */
export function mainEnd<Sender>(
  ipc: MainIpc<Sender>,
  receivers: (event: string) => Iterable<[windowId: string, receiver: Receiver]>,
): MainTransport<Sender> {
  return {
    onRequest: answer => ipc.handle(REQUESTS, answer),
    send: (name, payload, windowId) => {
      for (const [id, receiver] of receivers(name)) {
        if (windowId === undefined || id === windowId) sendEvent(receiver, name, payload)
      }
    },
  }
}

/** Sends an event to one window. */
export function sendEvent(receiver: Receiver, name: string, payload: unknown): void {
  receiver.send(EVENTS, name, payload)
}

/** The window's end of Electron's IPC: names and data pass, Electron's event object stays on this side. */
export function windowEnd(ipc: WindowIpc): Bridge {
  return {
    request: (name, input) => ipc.invoke(REQUESTS, name, input),
    listen: hear => {
      const pass = (_event: unknown, name: string, payload: unknown) => hear(name, payload)
      ipc.on(EVENTS, pass)
      // In braces, because `off` returns `ipcRenderer`, and what is returned here crosses into the page.
      return () => {
        ipc.off(EVENTS, pass)
      }
    },
  }
}
