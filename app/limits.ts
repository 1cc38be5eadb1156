/** The most bytes one message may carry in either direction. */
export const MESSAGE_BYTES_LIMIT = 1024 * 1024
/** The largest file that may be attached, before it is converted. */
export const ATTACHMENT_BYTES_LIMIT = 100_000_000
/** How many turns a conversation opens with. */
export const NEWEST_TURNS = 60
/** The most turns one answer brings. */
export const TURNS_LIMIT = 250
/** The most conversations one answer brings. */
export const CONVERSATIONS_LIMIT = 100
/** The most characters a typed question may have. */
export const TEXT_LIMIT = 100_000
/** The most characters that are searched for. */
export const SEARCH_TEXT_LIMIT = 500
/** The most turns one answer to a search brings. */
export const HITS_LIMIT = 100
/** The most characters the name of a conversation may have. */
export const TITLE_LIMIT = 300
/** The most microphones the window tells of. */
export const MICROPHONES_LIMIT = 100
/** The most ids one request may name. */
export const IDS_LIMIT = 10_000
