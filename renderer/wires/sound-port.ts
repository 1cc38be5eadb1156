import type { SoundPort } from '../../app/sound/sound-line.ts'

/** A port of a page or a worker as an end of a sound line. */
export function soundPort(port: MessagePort): SoundPort {
  return {
    postMessage: message => port.postMessage(message),
    listen: hear => {
      port.onmessage = event => hear(event.data)
    },
  }
}
