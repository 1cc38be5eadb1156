import * as v from 'valibot'

/** Why the global talk key cannot be held, or not be used. `talkingWords` has the words. */
const keyObstacles = [
  'needs-desktop-app',
  'not-chosen',
  'not-a-key',
  'taken',
  'releases-unseen',
  'no-session-bus',
  'portal-missing',
  'portal-refused',
  'portal-failed',
  'hook-missing',
  'hook-not-allowed',
  'hook-failed',
] as const
/** Why the global talk key cannot be held, or not be used. */
export type KeyObstacle = (typeof keyObstacles)[number]

/** What the global talk key can do on this system. */
export const KeyCapabilitySchema = v.variant('kind', [
  /** It is held to talk; `trigger` is the system's name for it. */
  v.object({ kind: v.literal('hold'), trigger: v.string() }),
  /** One press begins, the next sends. */
  v.object({ kind: v.literal('toggle'), obstacle: v.picklist(keyObstacles) }),
  v.object({ kind: v.literal('none'), obstacle: v.picklist(keyObstacles) }),
])
/** What the global talk key can do on this system. */
export type KeyCapability = v.InferOutput<typeof KeyCapabilitySchema>
