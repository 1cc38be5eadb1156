import { type Bridge, connect } from '../app/wire.ts'
import { socketBridge } from './socket-bridge.ts'
import { connection } from './state.ts'

declare global {
  interface Window {
    /** What the desktop host's preload exposes; absent in a browser tab. */
    bridge?: Bridge
  }
}

/** Main as async functions, and its news: through the preload in the desktop window, through a socket in a browser tab. */
export const { main, listen } = connect(
  window.bridge ??
    socketBridge(location, {
      onLost: () => {
        connection.value = 'lost'
      },
    }),
)
