/** What a key that is held outside the window does. `lose`: its release will never be seen. */
export const keyMoves = ['hold', 'release', 'lose'] as const
/** What a key that is held outside the window does. */
export type KeyMove = (typeof keyMoves)[number]

/**
 * What another program can command, or a key outside the window whose release cannot be seen: `toggle` begins a hands-free recording or
 * sends it, `start` and `stop` do only one of these, `cancel` discards at once.
 */
export const startCommands = ['toggle', 'start', 'stop', 'cancel'] as const
/** What can be commanded by another program. */
export type StartCommand = (typeof startCommands)[number]

/** All commands from outside the window. `escape`: Escape was pressed in another program, and means the same as in the window. */
export const talkCommands = [...startCommands, ...keyMoves, 'escape'] as const
/** What comes from outside the window. */
export type TalkCommand = (typeof talkCommands)[number]
