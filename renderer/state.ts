import { computed, type Signal, signal } from '@preact/signals'
import type { Attachment } from '../app/contract/question-requests.ts'
import type { CostOutlook } from '../app/contract/spending-requests.ts'
import type { BackfillProgress } from '../app/contract/turn-requests.ts'
import type { Output } from '../app/contract.ts'
import { type Conversation, type ConversationPlace, isWaiting, type Turn } from '../app/conversation.ts'
import type { Month, Sum } from '../app/cost/spending.ts'
import type { Failure } from '../app/errors.ts'
import type { DiskUse } from '../app/library/disk-use.ts'
import type { ImportSummary, Progress } from '../app/library/exchange.ts'
import type { LibraryMove } from '../app/library/library-move.ts'
import type { RetentionPolicy, RetentionPreview } from '../app/library/retention.ts'
import type { Notice } from '../app/notices.ts'
import type { Persona } from '../app/personas/personas.ts'
import type { ModelList } from '../app/profiles/models.ts'
import type { SearchOrder } from '../app/search/search-hit.ts'
import { parseQuery, saysEnough } from '../app/search/search-query.ts'
import { defaultSettings, type Settings } from '../app/settings.ts'
import type { Status } from '../app/status.ts'
import { type Hint, initialTalk, type Phase, type TalkState } from '../app/talk/talk-state.ts'
import { phaseOf } from '../app/talk.ts'
import { shownTitle } from '../app/words/shown-title.ts'
import type { Devices } from './microphone/devices.ts'
import type { Selection } from './selection.ts'

/** Whether main can be reached. */
export const connection = signal<'connecting' | 'open' | 'lost'>('connecting')
/** Who answers and where everything is kept; null until main has said so. */
export const status = signal<Status | null>(null)
/** What the user chose. */
export const settings = signal<Settings>(defaultSettings)
/** What was spent, the newest month first; null until that was asked for. */
export const spending = signal<readonly Month[] | null>(null)
/** What the replies of the conversation that is open cost together; null while nothing is known of that. */
export const conversationCost = signal<Sum | null>(null)
/** What the recording under way is likely to come to, before its own sound; null until that is known. */
export const costOutlook = signal<CostOutlook | null>(null)
/** How far earlier recordings are put into words; null until somebody asked. */
export const backfill = signal<BackfillProgress | null>(null)
/** Where moving the library to another folder stands. */
export const libraryMove = signal<LibraryMove>({ name: 'none' })
/** What the whole window is told of that was not dismissed yet. */
export const notices = signal<readonly Notice[]>([])

/** What of a place was listed so far, newest change first, and whether there is more. */
export interface Listed {
  conversations: readonly Conversation[]
  hasMore: boolean
}
const nothingListed = (): Signal<Listed> => signal({ conversations: [], hasMore: true })
/** The conversations that were listed so far of each place. */
export const listed: Readonly<Record<ConversationPlace, Signal<Listed>>> = {
  pinned: nothingListed(),
  recent: nothingListed(),
  archived: nothingListed(),
  trash: nothingListed(),
}
/** What a conversation is called, as far as it was listed outside the trash; null when it was not. */
export function titleOf(conversationId: string): string | null {
  const known = [listed.pinned, listed.recent, listed.archived].flatMap(list => list.value.conversations)
  const one = known.find(({ id }) => id === conversationId)
  return one ? shownTitle(one) : null
}
/** Turns that were put into the trash one by one, newest first. */
export const trashedTurns = signal<readonly Turn[]>([])
/** What the library takes on the disk, when that was last asked for; null before. */
export const diskUse = signal<DiskUse | null>(null)
/** The conversation that the next question goes to. It exists in the library once it has a turn. */
export const conversationId = signal<string>(crypto.randomUUID())
/** What is known of it; null while it is new. */
export const conversation = signal<Conversation | null>(null)
/** Whether it is in the trash, where it can be looked at and heard, and nothing else. */
export const isInTrash = computed(() => conversation.value !== null && conversation.value.purgeAt !== null)
/** Whether a turn can be looked at and heard, and nothing else, because its conversation is open and in the trash. */
export const isReadOnly = (turn: Turn) => isInTrash.value && conversation.value?.id === turn.conversationId
/** The conversation of this window that is kept in memory alone; null while there is none. */
export const privateId = signal<string | null>(null)
/** Whether that is the one that is open. */
export const isPrivate = computed(() => privateId.value !== null && privateId.value === conversationId.value)
/** What a conversation which is new is to have for itself. */
export const newConversationChoices = signal<{
  conversationId: string
  profileId: string | null
  personaId: string | null
} | null>(null)
const own = computed(() => {
  if (conversation.value) return conversation.value
  const chosen = newConversationChoices.value
  return chosen?.conversationId === conversationId.value ? chosen : null
})
/** The profile that the conversation has for itself, which may be gone; null when it has none. */
export const ownProfileId = computed(() => own.value?.profileId ?? null)
/** The persona that it has for itself, likewise. */
export const ownPersonaId = computed(() => own.value?.personaId ?? null)
const chosenPersonaId = computed(() => ownPersonaId.value ?? settings.value.personaId)
/** The persona that the model is in it: the first one where that is gone. */
export const persona = computed(() => {
  const all = status.value?.personas.all ?? []
  return all.find(({ id }) => id === chosenPersonaId.value) ?? all[0] ?? null
})
/** Whether another persona than this one was chosen, and is gone. */
export const isPersonaGone = computed(() => persona.value !== null && persona.value.id !== chosenPersonaId.value)
/** Whether the menu of personas is open. */
export const isPersonaMenuOpen = signal(false)
/** The persona that is being edited in the settings; null while all of them are shown. */
export const editedPersona = signal<Persona | null>(null)
/** The persona that was removed last, which can be taken back. */
export const removedPersona = signal<{ personaId: string; name: string } | null>(null)
/** What went wrong with a persona last. */
export const personaFailure = signal<Failure | null>(null)
const ownProfile = computed(() => status.value?.profiles.find(({ id }) => id === ownProfileId.value) ?? null)
/** The profile that answers in it. */
export const answering = computed(() => ownProfile.value ?? status.value?.endpoint ?? null)
/** Whether the profile it has for itself is not there. */
export const isProfileGone = computed(() => status.value !== null && ownProfileId.value !== null && !ownProfile.value)
/** Whether the menu of profiles is open. */
export const isProfileMenuOpen = signal(false)
/** The profile that is being edited in the settings; null while all of them are shown. */
export const editedProfileId = signal<string | null>(null)
/** The profile that was removed last, which can be taken back. */
export const removedProfile = signal<{ profileId: string; name: string } | null>(null)
/** The models of a profile's server, as they were told last; null before anybody looked. */
export const modelList = signal<{ profileId: string; isAsking: boolean; list: ModelList } | null>(null)
/** The turns of the conversation that were fetched so far, the newest ones first of all; by position. */
export const turns = signal<readonly Turn[]>([])
/** How many turns before those are still being fetched. */
export const earlierTurns = signal(0)
/** What of the conversation is to be brought into view: a turn, or one of its sounds. */
export const revealed = signal<{ key: string; part: string } | null>(null)
/** Every draft of the library. */
export const drafts = signal<readonly Turn[]>([])
/** Turns of the library of which the outbox knows something, oldest first. */
export const outbox = signal<readonly Turn[]>([])
/** Questions of it that wait to be sent. */
export const waiting = computed(() => outbox.value.filter(isWaiting))
/** Conversations with late replies that nobody has looked at. */
export const lateIn = computed(
  () => new Set(outbox.value.flatMap(turn => (turn.status === 'answered' ? [turn.conversationId] : []))),
)
/** Whether a question of the open conversation waits to be sent. */
export const waitsHere = computed(() => turns.value.some(isWaiting))
/** Replies to what had waited that came in time while another one was heard, to be heard after it; by turn, in order. */
export const heardAfterwards = signal<readonly string[]>([])
/** What the main column shows. */
export const place = signal<'conversation' | 'drafts' | 'waiting' | 'archived' | 'trash'>('conversation')
/** Lists whose conversations can be chosen: the one in the sidebar, those of the places. */
export type ListName = 'sidebar' | 'archived' | 'trash'
/** The conversations of a list that something is to be done with; null while none are being chosen. */
export const selection = signal<(Selection & { list: ListName }) | null>(null)
/** The conversation whose title is being typed, and where. */
export const renaming = signal<{ conversationId: string; where: 'header' | ListName } | null>(null)
/**
 * Words that are being corrected, by `editKey`: what stands in each field, null until it had the focus. They wait there while
 * something else is shown.
 */
export const edits = signal<ReadonlyMap<string, string | null>>(new Map())
/** Names the words of one side of a turn in `edits`. */
export const editKey = (turnId: string, side: Side) => `${side} ${turnId}`
/** What stands in the search box. */
export const searchText = signal('')
/** Whether the newest are to be found, while it is typed, or the best. */
export const searchOrder = signal<SearchOrder>('recency')
/** What is searched for, and marked wherever it is shown; null while that is nothing, or would find nearly everything. */
export const sought = computed(() => {
  const query = parseQuery(searchText.value, { asYouType: searchOrder.value === 'recency' })
  return saysEnough(query) || query.complaint !== null ? query : null
})
/** Whether something is typed that cannot be searched for. */
export const isTooLittle = computed(() => searchText.value.trim() !== '' && sought.value === null)
/** What was found so far, for what and in which order, and where the next of it comes after. */
export type Found = Output<'searchTurns'> & { text: string; order: SearchOrder }
/** What was found last; null before the first answer. It stays until what is typed meanwhile is answered. */
export const found = signal<Found | null>(null)
/** Whether the narrow window shows the sidebar over the conversation. */
export const isSidebarOpen = signal(false)

/** The pages of the settings sheet, in their order. */
export const settingsPages = [
  'endpoint',
  'personas',
  'sound',
  'talking',
  'history',
  'cost',
  'appearance',
  'about',
] as const
/** A page of the settings sheet. */
export type SettingsPage = (typeof settingsPages)[number]
/** What is to be deleted for ever when the user confirms it. */
export type Doomed =
  | {
      kind: 'conversations'
      conversations: readonly Pick<Conversation, 'id' | 'title' | 'isNamed' | 'turnCount' | 'bytes'>[]
    }
  | { kind: 'turn'; turn: Turn }
  | { kind: 'everything'; trash: DiskUse['trash'] }
/** The sheet over the window. One at a time. */
export type Sheet =
  | { name: 'none' }
  | { name: 'settings'; page: SettingsPage }
  | { name: 'shortcuts' }
  | { name: 'export'; conversations: readonly Pick<Conversation, 'id' | 'title' | 'isNamed'>[] }
  | { name: 'delete'; doomed: Doomed }
  | { name: 'retention'; policy: RetentionPolicy; preview: RetentionPreview }
/** The sheet over the window. */
export const sheet = signal<Sheet>({ name: 'none' })

/** Where push-to-talk stands. */
export const talk = signal<TalkState>(initialTalk)
/** The same in one word. */
export const phase = computed(() => phaseOf(talk.value))
/** The recording whose microphone has delivered real samples; null while it is getting ready. */
export const readyTurnId = signal<string | null>(null)
/** When the samples of the recording under way began (performance.now), to count from. */
export const recordingSince = signal(0)
/** The conversation a recording belongs to; `title` is null where it was new. */
export interface RecordedFor {
  conversationId: string
  title: string | null
  isPrivate: boolean
}
/** What the recording under way belongs to, or what the last one did. */
export const recordedFor = signal<RecordedFor | null>(null)
/** What is said in passing below the talk button. */
export const hint = signal<Hint | null>(null)
/** What went wrong without a turn to show it on. */
export const dockFailure = signal<Failure | null>(null)

/** Names what is written for the conversation that begins with the next question. */
export const UNBEGUN = ''
/** The conversation that what is written and attached now is for, or `UNBEGUN`. */
export const composedFor = computed(() => {
  const hasBegun = conversation.value !== null && !isInTrash.value
  return isPrivate.value || hasBegun ? conversationId.value : UNBEGUN
})
/** What was typed and not sent, by what it is for. */
export const messages = signal<ReadonlyMap<string, string>>(new Map())
/** What stands in the text box. */
export const message = computed(() => messages.value.get(composedFor.value) ?? '')
/** A typed question that is sent when its attachment has been read. */
export interface WaitingQuestion {
  text: string
  conversationId: string
}
/** A file on its way to being sent. */
export type AttachmentState =
  | { name: 'none' }
  | {
      name: 'reading'
      attachmentId: string
      fileName: string
      sentBytes: number
      totalBytes: number
      waiting: WaitingQuestion | null
    }
  | { name: 'ready'; attachment: Attachment }
  | { name: 'failed'; failure: Failure }
/** Files attached to messages being written, by what those are for. */
export const attachments = signal<ReadonlyMap<string, Exclude<AttachmentState, { name: 'none' }>>>(new Map())
/** The file attached to the message in the text box. */
export const attachment = computed<AttachmentState>(() => attachments.value.get(composedFor.value) ?? { name: 'none' })

/** Words of replies that are still arriving, by turn. */
export const arrivingWords = signal<ReadonlyMap<string, string>>(new Map())

/** Which of a turn's two sounds is meant. */
export type Side = 'recording' | 'reply'
/** The stored sound that is being replayed. */
export type Replay = { name: 'none' } | { name: 'loading' | 'playing' | 'paused'; turnId: string; side: Side }
/** The stored sound that is being replayed. */
export const replay = signal<Replay>({ name: 'none' })
/** Where in it. */
export const replayMs = signal(0)
/** How fast the user wants stored sounds to be replayed, until another persona is chosen; null: as that says. */
export const rateChosen = signal<number | null>(null)
/** How fast the stored sound is replayed, 0.75 to 2: a reply as fast as its persona speaks. */
export const replayRate = computed(() => {
  const isReply = replay.value.name !== 'none' && replay.value.side === 'reply'
  return rateChosen.value ?? (isReply ? (persona.value?.speed ?? 1) : 1)
})
/** Whether the sound that follows in the conversation is played after the current one. */
export const playsOn = signal(false)
/** Where the reply that is arriving and sounding has got to. */
export const speakingMs = signal(0)

/** What was just put away and can be taken back. */
export type Undoable =
  | { kind: 'discarded' | 'deleted'; turnId: string }
  | { kind: 'trashed' | 'archived'; conversationIds: readonly string[]; wasOpen: boolean }
/** What was just put away and can be taken back. */
export const undo = signal<Undoable | null>(null)
/** What is said to those who do not see what has changed. */
export const announcement = signal('')
/** Whose words were just copied. */
export const copied = signal<{ turnId: string; side: Side } | null>(null)
/** The microphones and speakers there are; none until the microphone was allowed. */
export const devices = signal<Devices>({ microphones: [], speakers: [] })
/** Name of the microphone that is or was last open; empty before the first. */
export const microphoneLabel = signal('')
/** Whether a microphone is open: while recording, and for a while after. */
export const isMicrophoneOpen = signal(false)

/** Steps of the first-run setup, in their order. */
export const setupSteps = ['endpoint', 'microphone', 'key', 'done'] as const
/** The step the setup is at. */
export const setupStep = signal<(typeof setupSteps)[number]>('endpoint')
/** Whether the setup is shown: on a first start, until it is done or skipped. */
export const showsSetup = computed(
  () => connection.value === 'open' && !settings.value.setupDone && turns.value.length === 0,
)
/** The phase as it is shown: a recording is getting ready until the microphone has delivered real samples. */
export const shownPhase = computed<Phase>(() => {
  const { capture } = talk.value
  const isWaiting = capture.name !== 'idle' && readyTurnId.value !== capture.turnId
  return isWaiting ? 'arming' : phase.value
})

/** An export or import, and where it stands. */
export interface Transfer {
  id: string
  kind: 'export' | 'import'
  /** What is exported or imported, as the user knows it. */
  name: string
  state:
    | { name: 'running'; progress: Progress | null }
    | { name: 'exported'; file: { name: string; bytes: number } }
    | { name: 'imported'; summary: ImportSummary }
    | { name: 'failed'; failure: Failure; summary: ImportSummary | null }
}
/** Exports and imports that are under way or whose outcome was not dismissed, in the order they began. */
export const transfers = signal<readonly Transfer[]>([])

/** Where the test of the microphone stands. */
export type MicrophoneTestState =
  | { name: 'idle' | 'recording' | 'playing' | 'done' | 'silent' }
  | { name: 'failed'; failure: Failure }
/** Where the test of the microphone stands. */
export const microphoneTest = signal<MicrophoneTestState>({ name: 'idle' })
