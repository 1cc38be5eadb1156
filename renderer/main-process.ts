import { type Bridge, connect } from '../app/wire.ts'
import { connection } from './state/main.ts'
import { browserWire, desktopWire } from './wires/wires.ts'

declare global {
  interface Window {
    /** What the desktop host's preload exposes; absent in a browser tab. */
    bridge?: Bridge
  }
}

const wire = window.bridge
  ? desktopWire(window.bridge)
  : browserWire(location, {
      onLost: () => {
        connection.value = 'lost'
      },
    })

/** Main as async functions, and its news: through the preload in the desktop window, through a socket in a browser tab. */
export const { main, listen } = connect(wire.bridge)

/** Opens a line between main and the audio thread. */
export const { openLine } = wire
