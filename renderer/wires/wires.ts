import type { SoundLine } from '../../app/sound/sound-line.ts'
import type { Answer, Bridge } from '../../app/wire.ts'
import type { socketBridge } from './socket-bridge.ts'
import type { FromSocketWorker, ToSocketWorker } from './socket-worker.ts'
import socketWorkerUrl from './socket-worker.ts?worker&url'
import { trustedUrl } from './trusted-url.ts'
import type { Wire } from './wire.ts'

type Place = Parameters<typeof socketBridge>[0]
type Hear = (name: string, payload: unknown) => void

/** How long the preload may take to bring a port. It takes milliseconds. */
const PORT_AWAITED_MS = 2000

/** In the desktop window: requests through the preload, sound by ports that main makes and the preload passes on. */
export function desktopWire(preload: Bridge): Wire {
  let plain: Promise<Wire> | null = null
  let through = preload
  const hearers = new Set<Hear>()
  const hearFrom = (bridge: Bridge) =>
    bridge.listen((name, payload) => {
      for (const hear of hearers) hear(name, payload)
    })
  let stopHearing = hearFrom(preload)
  const openPlain = async () => {
    const wire = (await import('./page-wire.ts')).pageWire(preload)
    stopHearing()
    stopHearing = hearFrom(wire.bridge)
    through = wire.bridge
    return wire
  }
  return {
    bridge: {
      request: (name, input) => through.request(name, input),
      listen: hear => {
        hearers.add(hear)
        return () => hearers.delete(hear)
      },
    },
    openLine: async line => {
      const port = await askPreload(line)
      if (port) return port
      plain ??= openPlain()
      return (await plain).openLine(line)
    },
  }
}

/** In a browser tab: a worker holds the socket and both sound lines, or the page where no worker is to be had. */
export function browserWire(place: Place, options: { onLost(): void }): Wire {
  const chosen = startWorker(place, options).catch(async () => {
    const { pageSocketWire } = await import('./page-wire.ts')
    return pageSocketWire(place, options)
  })
  return {
    bridge: {
      request: async (name, input) => (await chosen).bridge.request(name, input),
      listen: hear => {
        const stop = chosen.then(({ bridge }) => bridge.listen(hear))
        return () => void stop.then(end => end())
      },
    },
    openLine: async line => (await chosen).openLine(line),
  }
}

function askPreload(line: SoundLine): Promise<MessagePort | null> {
  return new Promise(resolve => {
    let isLate = false
    const hear = ({ source, data, ports }: MessageEvent) => {
      if (source !== window || data?.soundLineOpened !== line) return
      removeEventListener('message', hear)
      clearTimeout(timer)
      // Closed, main learns that nobody listens there.
      if (isLate) for (const port of ports) port.close()
      else resolve(ports[0] ?? null)
    }
    const timer = setTimeout(() => {
      isLate = true
      resolve(null)
    }, PORT_AWAITED_MS)
    addEventListener('message', hear)
    postMessage({ openSoundLine: line }, location.origin)
  })
}

/** Resolves once the worker runs, which is when it says so; a refused or missing one throws. */
async function startWorker({ protocol, host, hash }: Place, { onLost }: { onLost(): void }): Promise<Wire> {
  const worker = new Worker(trustedUrl(socketWorkerUrl) as string, { type: 'module' })
  const waiting = new Map<number, (answer: Answer) => void>()
  const hearers = new Set<Hear>()
  const tell = (message: ToSocketWorker, ports: MessagePort[] = []) => worker.postMessage(message, ports)
  const begun = Promise.withResolvers<void>()
  let lastId = 0
  worker.onerror = () => begun.reject(new Error('there is no worker'))
  worker.onmessage = ({ data }: MessageEvent<FromSocketWorker>) => {
    switch (data.kind) {
      case 'begun':
        begun.resolve()
        break
      case 'answer':
        waiting.get(data.id)?.(data.answer)
        waiting.delete(data.id)
        break
      case 'event':
        for (const hear of hearers) hear(data.name, data.payload)
        break
      case 'lost':
        onLost()
    }
  }
  await begun.promise.catch(error => {
    worker.terminate()
    throw error
  })
  tell({ kind: 'open', place: { protocol, host, hash } })
  return {
    bridge: {
      request: (name, input) => {
        const id = ++lastId
        tell({ kind: 'request', id, name, input })
        return new Promise(resolve => waiting.set(id, resolve))
      },
      listen: hear => {
        hearers.add(hear)
        return () => hearers.delete(hear)
      },
    },
    openLine: async line => {
      const { port1, port2 } = new MessageChannel()
      tell({ kind: 'line', line, port: port1 }, [port1])
      return port2
    },
  }
}
