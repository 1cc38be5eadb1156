import type { SoundLine } from '../../app/sound/sound-line.ts'
import type { Bridge } from '../../app/wire.ts'

/** How the window reaches main: requests and events, and lines for sound. */
export interface Wire {
  bridge: Bridge
  /** Opens a line for the audio thread, in place of the one before. Whoever is given the port transfers it there. */
  openLine(line: SoundLine): Promise<MessagePort>
}
