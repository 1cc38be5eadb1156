import { SoundRelay } from '../../app/sound/sound-relay.ts'
import type { Bridge } from '../../app/wire.ts'
import { socketBridge } from './socket-bridge.ts'
import { soundPort } from './sound-port.ts'
import type { Wire } from './wire.ts'

/*
 * The plain way: the page itself stands at the other end of the sound lines, and sound waits whenever the page is busy. Loaded
 * only where sound cannot go around the page.
 */

/** A wire over a bridge that main is reached by already. */
export function pageWire(bridge: Bridge): Wire {
  return wireOf(new SoundRelay(bridge, (ms, call) => setTimeout(call, ms)))
}

/** A wire with a socket of the page's own. */
export function pageSocketWire(...[place, { onLost }]: Parameters<typeof socketBridge>): Wire {
  const bridge = socketBridge(place, {
    onLost: () => {
      relay.endReplies()
      onLost()
    },
  })
  const relay = new SoundRelay(bridge, (ms, call) => setTimeout(call, ms))
  return wireOf(relay)
}

function wireOf(relay: SoundRelay): Wire {
  return {
    bridge: relay,
    openLine: async line => {
      const { port1, port2 } = new MessageChannel()
      relay.connect(line, soundPort(port1))
      return port2
    },
  }
}
