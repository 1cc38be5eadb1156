import type { Accelerator } from '../../app/desktop/accelerator.ts'
import type { KeyCapability } from '../../app/desktop/global-key.ts'
import type { KeyMove } from '../../app/talk/talk-command.ts'

/** What a source reports. */
export interface HoldKeyPorts {
  onMove(move: KeyMove): void
  /** What the key can do, whenever that changes. */
  onCapability(capability: KeyCapability): void
}

/** A way to see a key being held and released while another program has the focus. */
export interface HoldKeySource {
  /** Begins to watch a key, anew if it is already watched. The result is reported through the ports. */
  start(accelerator: Accelerator): void
  /** Stops watching. A hold under way is reported as lost. */
  stop(): Promise<void>
}
