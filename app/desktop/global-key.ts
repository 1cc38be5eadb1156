import * as v from 'valibot'

/** Why the key that works in every program does less than hold, or nothing: what the window says is in `talkingWords`. */
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
/** Why that key does less than hold, or nothing. */
export type KeyObstacle = (typeof keyObstacles)[number]

/** What the key that works in every program can do here. */
export const KeyCapabilitySchema = v.variant('kind', [
  /** It is held to talk; `trigger` is how the system calls it. */
  v.object({ kind: v.literal('hold'), trigger: v.string() }),
  /** One press begins, the next sends. */
  v.object({ kind: v.literal('toggle'), obstacle: v.picklist(keyObstacles) }),
  v.object({ kind: v.literal('none'), obstacle: v.picklist(keyObstacles) }),
])
/** What the key that works in every program can do here. */
export type KeyCapability = v.InferOutput<typeof KeyCapabilitySchema>
