import type { Announce, Api } from '../app/contract.ts'
import type { TurnStatus } from '../app/conversation.ts'
import { failWith } from '../app/errors.ts'
import { MESSAGE_BYTES_LIMIT } from '../app/limits.ts'
import type { Status } from '../app/status.ts'
import { sumUpTimes } from '../app/turns/turn-times.ts'
import type { Connection } from './connection.ts'
import { type Doctor, doctorRequests } from './doctor/doctor.ts'
import type { Exports } from './exchange/exports.ts'
import type { Imports } from './exchange/imports.ts'
import type { Keeping } from './keeping/keeping.ts'
import { type PrivateConversations, privateRequests } from './keeping/private-conversations.ts'
import { type RetentionSchedule, retentionRequests } from './keeping/retention-schedule.ts'
import type { Waveforms } from './keeping/waveforms.ts'
import type { WholeSound } from './library/sounds/sounds.ts'
import type { NewTurn } from './library/turn-changes.ts'
import type { Outbox } from './outbox/outbox.ts'
import type { Personas } from './personas/personas.ts'
import type { Learned } from './profiles/learned.ts'
import type { ModelLists } from './profiles/model-lists.ts'
import { type VoicePreviews, voicePreviewRequests } from './profiles/voice-preview.ts'
import { conversationRequests, underWay } from './requests/conversation-requests.ts'
import { type DesktopPorts, desktopRequests } from './requests/desktop-requests.ts'
import { exchangeRequests } from './requests/exchange-requests.ts'
import { type LibraryRequestsParts, libraryRequests } from './requests/library-requests.ts'
import { askForUsualModel, modelRequests } from './requests/model-requests.ts'
import { outboxRequests } from './requests/outbox-requests.ts'
import { personaRequests } from './requests/persona-requests.ts'
import { profileRequests } from './requests/profile-requests.ts'
import { searchRequests } from './requests/search-requests.ts'
import { spendingRequests } from './requests/spending-requests.ts'
import { transcriptionRequests } from './requests/transcription-requests.ts'
import type { Secrets } from './secrets/secrets.ts'
import type { Spending } from './spending/spending.ts'
import type { TranscriptionQueue } from './transcription/transcription-queue.ts'
import type { AttachmentUploads } from './turns/attachment-uploads.ts'
import type { EarlyQuestions } from './turns/early-questions.ts'
import type { Recordings } from './turns/recordings.ts'
import { messageRequests, type UnsentMessages } from './turns/unsent-messages.ts'
import type { Turns } from './turns.ts'

/** What the requests are answered with. */
export interface ApiParts extends LibraryRequestsParts {
  keeping: Keeping
  privates: PrivateConversations
  retention: RetentionSchedule
  secrets: Secrets
  connection: Connection
  lists: ModelLists
  learned: Learned
  previews: VoicePreviews
  personas: Personas
  recordings: Recordings
  early: EarlyQuestions
  uploads: AttachmentUploads
  turns: Turns
  outbox: Outbox
  waveforms: Waveforms
  transcriptions: TranscriptionQueue
  spending: Spending
  doctor: Doctor
  unsent: UnsentMessages
  exports: Exports
  imports: Imports
  /** Null in a browser tab. */
  desktop: DesktopPorts | null
  announce: Announce
  status: () => Status
  onWindowReady: () => void
}

/** Turns that can be sent: kept ones, ones that wait, and ones whose reply is missing or cut short. */
const sendable: readonly TurnStatus[] = ['draft', 'queued', 'failed', 'stopped', 'joined']

/** How many turns the diagnostics sum up: as many as a busy week has, read in some milliseconds. */
const TIMED_TURNS = 1000

/** Answers every request of the contract by calling the modules of main. */
export function createApi(parts: ApiParts): Api {
  const { library, keeping, settingsFile, secrets, connection, recordings, uploads, turns, outbox, transcriptions } =
    parts
  const { waveforms, announce, status } = parts
  const announceStatus = () => announce('statusChanged', { status: status() })
  const addQuestion = (question: Omit<NewTurn, 'status'>, sound: WholeSound | null) => {
    keeping.createTurn({ ...question, status: 'sending' })
    try {
      if (sound) keeping.importSound(question.id, sound)
    } catch (error) {
      keeping.deleteTurn(question.id)
      throw error
    }
  }

  return {
    getStatus: async () => status(),
    reportReady: async () => {
      parts.onWindowReady()
      turns.prepare()
      askForUsualModel(parts, null)
      transcriptions.wake()
      outbox.begin()
      return {}
    },
    getSettings: async () => settingsFile.current(),
    changeSettings: async change => {
      const settings = settingsFile.change(change)
      announce('settingsChanged', { settings })
      if (change.fromEnvironment || change.prices) announceStatus()
      if (change.fromEnvironment || change.transcription || 'monthlyStopUsd' in change) transcriptions.reconsider()
      if (change.fromEnvironment) outbox.reconsider()
      return settings
    },

    ...profileRequests({
      ...{ settingsFile, secrets, connection, learned: parts.learned, announce },
      onConnection: () => {
        announceStatus()
        askForUsualModel(parts, null)
        transcriptions.reconsider()
        outbox.reconsider()
      },
    }),
    ...modelRequests(parts),
    ...voicePreviewRequests(parts.previews),
    ...personaRequests({ settingsFile, personas: parts.personas, announce, onPersonas: announceStatus }),
    ...outboxRequests(parts),
    ...transcriptionRequests(transcriptions),
    ...conversationRequests({
      ...{ library, keeping, recordings, turns, outbox, waveforms, announce },
      onAnswering: conversationId => askForUsualModel(parts, conversationId),
    }),
    ...searchRequests(library),
    ...libraryRequests(parts),
    ...exchangeRequests(parts),
    ...privateRequests(parts.privates),
    ...messageRequests(parts.unsent),
    ...retentionRequests(parts.retention),
    ...spendingRequests(parts),
    ...doctorRequests(parts.doctor),
    getTurnTimes: async () => sumUpTimes(library.newestTimes(TIMED_TURNS)),
    ...desktopRequests(parts.desktop, () => {
      const { dataFolder, library: place, personas } = status()
      return { data: dataFolder, library: place.folder, personas: personas.folder }
    }),
    readSound: async ({ turnId, side, offset }) => keeping.readSound(turnId, side, offset, MESSAGE_BYTES_LIMIT),

    expectQuestion: async ({ conversationId }) => {
      turns.prepareIn(conversationId)
      return {}
    },
    startRecording: async (begin, windowId) => {
      recordings.start(begin, windowId)
      askForUsualModel(parts, begin.conversationId)
      // A conversation that is new may have a profile of its own.
      turns.prepareIn(begin.conversationId)
      return {}
    },
    appendRecording: async ({ turnId, sequence, pcm }, windowId) => ({
      bytes: recordings.append(turnId, sequence, pcm, windowId),
    }),
    finishRecording: async ({ turnId, end, missingMs, talked }, windowId) => {
      try {
        const turn = recordings.finish(turnId, end, missingMs, windowId, talked)
        if (end.kind !== 'send' || turn?.status !== 'sending') return turn
        outbox.ask(turnId)
        return keeping.turn(turnId)
      } finally {
        parts.early.forget(turnId)
      }
    },

    appendAttachment: async (piece, windowId) => {
      uploads.append(piece, windowId)
      return {}
    },
    finishAttachment: async ({ attachmentId }, windowId) => uploads.finish(attachmentId, windowId),
    dropAttachment: async ({ attachmentId }, windowId) => {
      uploads.drop(attachmentId, windowId)
      return {}
    },

    askTyped: async ({ turnId, conversationId, text, attachmentId, ...begin }, windowId) => {
      const attached = attachmentId === null ? null : uploads.read(attachmentId, windowId)
      if (text.trim() === '' && !attached) throw failWith('bad_input', { what: { name: 'nothing_to_send' } })
      const attachmentName = attached?.fileName ?? null
      const question = { id: turnId, conversationId, text, microphone: '', attachmentName, ...begin }
      addQuestion(question, attached?.sound ?? null)
      askForUsualModel(parts, conversationId)
      if (attachmentId !== null) uploads.drop(attachmentId, windowId)
      outbox.ask(turnId)
      return keeping.turn(turnId)
    },
    askAgain: async ({ turnId, newTurnId }) => {
      const turn = keeping.turn(turnId)
      const { status, conversationId, text, microphone, attachmentName, missingMs, recording, transcript } = turn
      if (status === 'recording') throw failWith('bad_input', { what: { name: 'still_recorded' } })
      if (text.trim() === '' && !recording) throw failWith('bad_input', { what: { name: 'nothing_to_send' } })
      const sound = recording && {
        ...recording,
        bytes: keeping.readSound(turnId, 'recording', 0, Number.MAX_SAFE_INTEGER).bytes,
      }
      addQuestion({ id: newTurnId, conversationId, text, microphone, attachmentName }, sound)
      keeping.changeTurn(newTurnId, { missingMs, transcript })
      outbox.ask(newTurnId)
      return keeping.turn(newTurnId)
    },
    sendTurn: async ({ turnId, isBeyondLimit }) => {
      recordings.closeLeft()
      const { status } = keeping.turn(turnId)
      if (!sendable.includes(status) && (!underWay.includes(status) || turns.isUnderWay(turnId))) {
        throw failWith('bad_input', { what: { name: 'on_its_way' } })
      }
      if (status === 'queued') outbox.tryNow(turnId, isBeyondLimit)
      else outbox.ask(turnId, isBeyondLimit)
      return keeping.turn(turnId)
    },
    stopReply: async ({ turnId, heardMs }) => {
      turns.stop(turnId, heardMs)
      outbox.takeOut(turnId, 'stopped')
      return {}
    },
    reportSounded: async ({ turnId, at }) => {
      turns.noteSounded(turnId, at)
      return {}
    },
    joinTurn: async ({ turnId }) => {
      turns.join(turnId)
      return {}
    },
  }
}
