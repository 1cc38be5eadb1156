/** What a key that is held outside the window does. `lose`: its release will never be seen. */
export const keyMoves = ['hold', 'release', 'lose'] as const
/** What a key that is held outside the window does. */
export type KeyMove = (typeof keyMoves)[number]

/**
 * What can be commanded by another program, or a key that has no release: `toggle` begins a hands-free recording or sends it,
 * `start` and `stop` do only the one or the other, `cancel` discards at once.
 */
export const startCommands = ['toggle', 'start', 'stop', 'cancel'] as const
/** What can be commanded by another program. */
export type StartCommand = (typeof startCommands)[number]

/** All that comes from outside the window. `escape`: the key, pressed in another program, does as in the window. */
export const talkCommands = [...startCommands, ...keyMoves, 'escape'] as const
/** What comes from outside the window. */
export type TalkCommand = (typeof talkCommands)[number]
