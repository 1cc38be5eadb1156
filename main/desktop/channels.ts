/** The IPC channel of every request; the name inside is one of the contract's. */
export const REQUEST_CHANNEL = 'request'
/** The IPC channel of every event; the name inside is one of the contract's. */
export const EVENT_CHANNEL = 'event'
