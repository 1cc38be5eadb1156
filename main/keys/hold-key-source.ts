import type { Accelerator } from '../../app/desktop/accelerator.ts'
import type { KeyCapability } from '../../app/desktop/global-key.ts'
import type { KeyMove } from '../../app/talk/talk-command.ts'

/** What a source of key moves tells. */
export interface HoldKeyPorts {
  onMove(move: KeyMove): void
  /** What the key can do, whenever that changes. */
  onCapability(capability: KeyCapability): void
}

/** A way to see a key being held and let go while another program has the focus. */
export interface HoldKeySource {
  /** Begins to look for a key, anew if it was looked for already; what comes of it is told through the ports. */
  start(accelerator: Accelerator): void
  /** Ends it. A hold that is under way is told as lost. */
  stop(): Promise<void>
}
