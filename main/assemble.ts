import type { Announce, EventName } from '../app/contract.ts'
import type { Turn } from '../app/conversation.ts'
import type { Notice } from '../app/notices.ts'
import { Connection } from './connection.ts'
import { Doctor } from './doctor/doctor.ts'
import { useProxies } from './endpoint/connection/proxies.ts'
import type { Endpoint } from './endpoint/endpoint.ts'
import { Exports } from './exchange/exports.ts'
import { Imports } from './exchange/imports.ts'
import { ServedFiles } from './files/served-files.ts'
import type { SettingsFile } from './files/settings-file.ts'
import { Keeping } from './keeping/keeping.ts'
import { LibraryMover } from './keeping/library-mover.ts'
import { PrivateConversations } from './keeping/private-conversations.ts'
import { RetentionSchedule } from './keeping/retention-schedule.ts'
import { Waveforms } from './keeping/waveforms.ts'
import type { Library } from './library/library.ts'
import { SoundMeasurer } from './library/sounds/sound-measurer.ts'
import { announceWithConversations } from './news.ts'
import { Outbox } from './outbox/outbox.ts'
import { keepEarlierInstructions } from './personas/earlier-instructions.ts'
import { Personas } from './personas/personas.ts'
import { openAccountNames } from './profiles/account-names.ts'
import { Learned } from './profiles/learned.ts'
import { ModelLists } from './profiles/model-lists.ts'
import { VoicePreviews } from './profiles/voice-preview.ts'
import type { Secrets } from './secrets/secrets.ts'
import { Spending } from './spending/spending.ts'
import { SpendingFile } from './spending/spending-file.ts'
import { TranscriptionQueue } from './transcription/transcription-queue.ts'
import { AttachmentUploads } from './turns/attachment-uploads.ts'
import { EarlyQuestions } from './turns/early-questions.ts'
import { Recordings } from './turns/recordings.ts'
import { UnsentMessages } from './turns/unsent-messages.ts'
import { Turns } from './turns.ts'

/** What an assistant is assembled from, and what is told outside of it. */
export interface AssemblyOptions {
  dataFolder: string
  version: string
  library: Library
  settingsFile: SettingsFile
  secrets: Secrets
  /** The endpoint's variables, as `takeEndpointEnvironment` gave them. */
  environment: Record<string, string | undefined>
  /** Where the practice partner listens. */
  practiceUrl: string
  /** Passes on what is announced: to every window, or to the one that is named. */
  tell: Announce
  /** Called when what is known of everything (`Status`) has changed. */
  onStatus: () => void
  /** Called when the library in force is another one. */
  onMoved: () => void
  /** Called with what every window is to be told of. */
  onNotice: (notice: Notice) => void
}

/** The parts of an assistant. */
export type AssistantParts = ReturnType<typeof assemble>

/** What is announced when somebody else may answer, or be asked otherwise. */
const decidesWhoAnswers: readonly EventName[] = ['settingsChanged', 'statusChanged', 'conversationChanged']

/**
 * Makes the parts of an assistant and joins them: each gets what it needs of the others as functions, and hears what they announce.
 * Nothing is begun here.
 */
export function assemble(options: AssemblyOptions) {
  const { dataFolder, version, library, settingsFile, secrets, environment, practiceUrl, tell, onStatus } = options
  const settings = settingsFile.current

  const keeping = new Keeping(library)
  const learned = new Learned(dataFolder, onStatus)
  const accountOf = openAccountNames(dataFolder)
  const lists = new ModelLists({ dataFolder, accountOf, onListed: onStatus })
  const personas = new Personas(dataFolder)
  keepEarlierInstructions(settingsFile, personas)
  useProxies(settings().proxy, environment)
  const connection = new Connection({
    ...{ settings, secrets, environment, practiceUrl, lists, learned },
    isFree: asked => spending.outlook(asked).isFree,
    conversation: id => keeping.conversation(id),
    persona: id => personas.inUse(id),
  })
  const endpoint = (conversationId: string | null) => connection.endpoint(conversationId)
  const endpointOf = (profileId: string) => connection.endpointOfProfile(profileId)
  const isKept = (turn: Turn) => !keeping.isPrivate(turn.conversationId)
  const announce = announceWithConversations(keeping, (name, payload) => {
    tell(name, payload, keeping.listenerTo(payload))
    if (name === 'settingsChanged' && 'settings' in payload) useProxies(payload.settings.proxy, environment)
    transcriptions.hear(name, payload)
    outbox.hear(name, payload)
    if (decidesWhoAnswers.includes(name)) early.reconsider()
    if (name === 'conversationDeleted' && 'conversationId' in payload) unsent.forget(payload.conversationId)
    if (name === 'turnChanged' && 'turn' in payload) waveforms.want([payload.turn].filter(isKept))
  })
  const waveforms = new Waveforms({ library, measurer: new SoundMeasurer(), announce })
  const early = new EarlyQuestions({
    settings,
    questionOf: (turnId, sound) => {
      const unnamed = connection.endpointOfUnnamedModel(keeping.turn(turnId).conversationId)
      if (outbox.wouldWait(turnId) || (unnamed && !lists.isUsualKnown(unnamed))) return null
      return turns.outlook.questionOfSpoken(turnId, sound)
    },
    soundToEncode: turnId => turns.outlook.soundToEncode(turnId),
  })
  const recordings = new Recordings({ library: keeping, announce, listener: early })
  const uploads = new AttachmentUploads()
  const spendingFile = new SpendingFile(dataFolder, () => (library.openedParts.absence ? null : library.costs()))
  const modelPrice = (asked: Endpoint) => lists.priceOf(asked)
  const spending = new Spending({ file: spendingFile, settings, announce, modelPrice })
  const turns = new Turns({
    learned,
    ...{ library: keeping, announce, endpoint, settings, spending, accountOf },
    untilModelIsKnown: (conversationId, signal) => {
      const asked = connection.endpointOfUnnamedModel(conversationId)
      return asked && !lists.isUsualKnown(asked) ? lists.untilUsualIsKnown(asked, signal) : null
    },
    isOut: turnId => early.isOut(turnId),
    takeEarly: turnId => early.take(turnId),
    encodedOf: turnId => early.encodedOf(turnId),
    outbox: { entryAfter: (entry, error) => outbox.entryAfter(entry, error), isLate: entry => outbox.isLate(entry) },
    // What is private is heard by nobody but who answers it.
    transcription: turn => (isKept(turn) ? transcriptions.standing(turn) : null),
  })
  const previews = new VoicePreviews({ settings, spending, learned, endpointOf })
  const unsent = new UnsentMessages(dataFolder, keeping)
  const outbox = new Outbox({ kept: keeping, turns, announce, endpoint, isHindered: () => mover.isWaiting })
  const privates = new PrivateConversations({ keeping, recordings, turns, announce })
  const isTalking = () => recordings.isRecording || turns.underWayCount > 0
  const transcriptions = new TranscriptionQueue({
    ...{ library, announce, endpoint, settings },
    setBackfilling: isBackfilling =>
      announce('settingsChanged', { settings: settingsFile.change({ transcription: { isBackfilling } }) }),
    isBusy: () => isTalking() || mover.isWaiting,
    isStopped: conversationId => turns.outlook.isStoppedIn(conversationId),
    noteStep: (asked, step) => spending.noteStep(asked, step),
    onAvailability: onStatus,
  })
  const doctor = new Doctor({ settings, spending, learned, lists, announce, version, endpointOf })
  const served = new ServedFiles()
  const exports = new Exports({ library, dataFolder, announce, served })
  const imports = new Imports({ library, dataFolder, announce })
  const retention = new RetentionSchedule({ library, settingsFile, announce, onHeld: options.onNotice })
  const mover = new LibraryMover({
    ...{ library, settingsFile, dataFolder, announce, onMoved: options.onMoved },
    onEnded: () => {
      transcriptions.wake()
      outbox.wake()
    },
    // What reads the library's files by their paths.
    isBusy: () =>
      isTalking() || exports.isWriting || transcriptions.isUnderWay || waveforms.isWorking || retention.isSweeping,
  })

  return {
    ...{ dataFolder, library, settingsFile, secrets, announce, served, spendingFile },
    ...{ keeping, privates, retention, mover, waveforms },
    ...{ connection, lists, learned, previews, personas, doctor, spending },
    ...{ recordings, early, uploads, unsent, turns, outbox, transcriptions },
    ...{ exports, imports },
  }
}

/** A window went away: its recordings become drafts, what is private in it and its attachments are forgotten. */
export function closeWindow(parts: AssistantParts, windowId: string): void {
  const { recordings, privates, uploads, exports, imports } = parts
  for (const part of [recordings, privates, uploads, exports, imports]) part.windowClosed(windowId)
}

/** Ends everything and keeps what came: recordings become drafts, replies stay as far as they are. The library may be closed then. */
export async function closeParts(parts: AssistantParts): Promise<void> {
  const { transcriptions, recordings, outbox, privates, previews, turns, doctor, exports, imports, mover } = parts
  const givenUp = transcriptions.close()
  recordings.close()
  outbox.close()
  privates.closeAll()
  previews.close()
  await Promise.all([turns.close(), doctor.close(), exports.close(), imports.close(), mover.close()])
  await Promise.all([givenUp, parts.retention.close()])
  await Promise.all([parts.waveforms.close(), parts.lists.close()])
}
