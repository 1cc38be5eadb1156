import type { PresenceState } from '../../../app/desktop/presence.ts'
import type { UpdateFault, Updates } from '../../../app/desktop/updates.ts'

/** How much of the release notes is shown, in characters. */
const NOTES_LIMIT = 20_000

/** What is known of newer versions, and what waits until nobody talks. */
export interface UpdateState extends Omit<Updates, 'way'> {
  isQuiet: boolean
  wants: 'look' | 'fetch' | null
}

/** What happens to that state. */
export type UpdateEvent =
  /** The user allows looking, or forbids it. `off` also when the system ends programs, which would cut an installation off. */
  | { type: 'on' | 'off' }
  /** A day has passed, or the user asks. */
  | { type: 'look' }
  | { type: 'found'; version: string; notes: string }
  | { type: 'nothing-newer' }
  /** The user wants the version that was found. */
  | { type: 'fetch' }
  | { type: 'fetched' }
  | { type: 'failed'; fault: UpdateFault }
  | { type: 'presence'; state: PresenceState }

/** What the keeper does. `stop`: cancel the download; `hold`: do not install at the end what was downloaded. */
export type UpdateDeed = 'look' | 'fetch' | 'stop' | 'hold'

/** The outcome of an event. */
export interface UpdateStep {
  state: UpdateState
  deed: UpdateDeed | null
}

/** Nothing is looked for until the user has agreed. */
export const initialUpdates: UpdateState = {
  ...{ phase: 'off', version: '', notes: '', fault: null },
  ...{ isQuiet: true, wants: null },
}

/**
 * Decides about newer versions. They are looked for only when allowed and downloaded only when wanted, and neither while somebody talks or
 * a reply is played: the network belongs to the question. A download that is under way then is cancelled and begun anew afterwards.
 */
export function stepUpdates(state: UpdateState, event: UpdateEvent): UpdateStep {
  const { phase } = state
  if (event.type === 'presence') return hearPresence(state, event.state)
  if (event.type === 'on') return phase === 'off' ? only({ ...state, phase: 'resting' }) : only(state)
  if (phase === 'off') return only(state)
  switch (event.type) {
    case 'off':
      return { state: { ...initialUpdates, isQuiet: state.isQuiet }, deed: undoing(phase) }
    case 'look':
      return canLook(phase) ? whenQuiet({ ...state, wants: 'look' }) : only(state)
    case 'fetch':
      return phase === 'available'
        ? whenQuiet({ ...state, phase: 'waiting', fault: null, wants: 'fetch' })
        : only(state)
    case 'found':
      return phase === 'looking'
        ? only({ ...state, phase: 'available', version: event.version, notes: event.notes })
        : only(state)
    case 'nothing-newer':
      return phase === 'looking' || phase === 'fetching'
        ? only({ ...state, phase: 'newest', version: '', notes: '' })
        : only(state)
    case 'fetched':
      return phase === 'fetching' ? only({ ...state, phase: 'ready' }) : only(state)
    case 'failed':
      return fail(state, event.fault)
  }
}

function hearPresence(state: UpdateState, presence: PresenceState): UpdateStep {
  const isQuiet = presence !== 'listening' && presence !== 'sending' && presence !== 'speaking'
  if (isQuiet) return whenQuiet({ ...state, isQuiet })
  if (state.phase !== 'fetching') return only({ ...state, isQuiet })
  return { state: { ...state, isQuiet, phase: 'waiting', wants: 'fetch' }, deed: 'stop' }
}

/** Begins what is wanted, unless somebody talks. */
function whenQuiet(state: UpdateState): UpdateStep {
  const { wants, isQuiet } = state
  if (!isQuiet || wants === null) return only(state)
  const phase = wants === 'look' ? 'looking' : 'fetching'
  return { state: { ...state, phase, wants: null, fault: null }, deed: wants }
}

function fail(state: UpdateState, fault: UpdateFault): UpdateStep {
  if (state.phase !== 'looking' && state.phase !== 'fetching') return only(state)
  return only({ ...state, phase: state.version === '' ? 'resting' : 'available', fault })
}

/** Parley does not look while a version is being downloaded, or is ready to be installed. */
function canLook(phase: Updates['phase']): boolean {
  return phase === 'resting' || phase === 'newest' || phase === 'available'
}

function undoing(phase: Updates['phase']): UpdateDeed | null {
  if (phase === 'fetching') return 'stop'
  return phase === 'ready' ? 'hold' : null
}

function only(state: UpdateState): UpdateStep {
  return { state, deed: null }
}

/** The error codes of electron-updater, and what they mean. Other codes stand for an unreachable server or network. */
const faults: readonly [pattern: RegExp, fault: UpdateFault][] = [
  [/^ERR_UPDATER_INVALID_SIGNATURE$/, 'foreign'],
  [/^(ERR_UPDATER_(CHANNEL_FILE|LATEST_VERSION|ZIP_FILE)_NOT_FOUND|HTTP_ERROR_404)$/, 'not-there'],
  [/^ERR_CHECKSUM_MISMATCH$|^ERR_UPDATER_(INVALID_(UPDATE_INFO|VERSION)|NO_CHECKSUM|NO_FILES_PROVIDED)$/, 'damaged'],
  [/^(ENOSPC|EDQUOT)$/, 'no-room'],
  [/^HTTP_ERROR_|^(ENOTFOUND|EAI_AGAIN|ECONN\w+|ETIMEDOUT|E\w+UNREACH|EPIPE)$|^net::ERR_/, 'unreachable'],
]

/** The fault to report for an error of electron-updater. Errors of Chromium's network carry their name in the message. */
export function updateFaultOf(error: unknown): UpdateFault {
  const { code, message } = Object(error) as { code?: unknown; message?: unknown }
  const known = faults.find(([pattern]) => [code, message].some(text => pattern.test(String(text))))
  return known?.[1] ?? 'failed'
}

/**
 * The release notes as plain text of limited length, without the `#` of headings.
 * @param notes as electron-updater gives them: from a server, so anything
 */
export function releaseNotesOf(notes: unknown): string {
  const parts = Array.isArray(notes) ? notes.map(one => (Object(one) as { note?: unknown }).note) : [notes]
  const texts = parts.filter(part => typeof part === 'string').map(part => part.replace(/^#+ /gm, '').trim())
  return texts
    .filter(text => text !== '')
    .join('\n\n')
    .slice(0, NOTES_LIMIT)
}
