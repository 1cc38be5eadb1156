import type { Accelerator } from '../../app/accelerator.ts'
import type { KeyCapability } from '../../app/global-key.ts'
import type { KeyMove } from '../../app/talk-command.ts'

/** What a source of key moves tells. */
export interface HoldKeyPorts {
  onMove(move: KeyMove): void
  /** What the key can do, whenever that changes. */
  onCapability(capability: KeyCapability): void
}

/** A way to see a key being held and let go while another program has the focus. */
export interface HoldKeySource {
  /** Begins to look for a key; what comes of it is told through the ports. */
  start(accelerator: Accelerator): void
  /** Looks for the key anew, after what may have made the system forget it: sleep, a lock. */
  rearm(): void
  /** Ends it. A hold that is under way is told as lost. */
  stop(): Promise<void>
}
