import { batch } from '@preact/signals'
import { toFailure } from '../../app/errors.ts'
import { toDbfs } from '../../app/pcm.ts'
import type { Hint } from '../../app/talk/talk-state.ts'
import { newNotices } from '../../app/words/notice-words.ts'
import { shownTitle } from '../../app/words/shown-title.ts'
import { levelOf, liveSound, noteSound } from '../live-sound.ts'
import { main, openLine } from '../main-process.ts'
import { Player } from '../player.ts'
import { Recorder } from '../recorder.ts'
import { SystemVoice } from '../speaker/system-voice.ts'
import { conversation, isPrivate, turns } from '../state/conversation.ts'
import { notices, settings } from '../state/main.ts'
import {
  dockFailure,
  hint,
  isMicrophoneOpen,
  microphoneLabel,
  phase,
  readyTurnId,
  recordedFor,
  recordingSince,
  speakingMs,
  talk,
} from '../state/talk.ts'
import { place } from '../state/window.ts'
import { Talking } from '../talking.ts'
import { showInDock } from './attempt.ts'
import { conversationToAsk } from './conversations.ts'
import { refreshDevices } from './devices.ts'
import { endMicrophoneTest } from './microphone-test.ts'
import { offerUndo } from './offer-undo.ts'
import { choicesToBegin } from './own-choices.ts'
import { takeTurn } from './records.ts'
import { pauseReplay } from './replay.ts'
import { changeSettings } from './settings.ts'

const HINT_MS = 4000
const MOST_HINTS = 3
let hintTimer: ReturnType<typeof setTimeout> | undefined

/** Whether the system turned out to have no voice; it is then used again only when the user asks for it. */
export const voice = { isMissing: false }

/** The microphone's samples on their way to main, one recording at a time. */
export const recorder = new Recorder(
  {
    onGrew: noteSound,
    onLevel: dbfs => {
      liveSound.level = levelOf(dbfs)
    },
    onReady: turnId => {
      batch(() => {
        readyTurnId.value = turnId
        recordingSince.value = performance.now()
        microphoneLabel.value = recorder.label
      })
      void refreshDevices()
    },
    onFailure: (turnId, failure) => talking.failMicrophone(turnId, failure),
    onMicrophone: isOpen => {
      isMicrophoneOpen.value = isOpen
    },
  },
  () => openLine('capture'),
)

/** Replies on their way from main to the speaker. */
export const player = new Player(
  {
    onSounded: turnId => {
      talking.tell({ name: 'replySounded', turnId })
      // A figure for the diagnostics: nothing is lost if it cannot be kept.
      main.reportSounded({ turnId, at: Date.now() }).catch(() => undefined)
    },
    onEnded: turnId => talking.tell({ name: 'replyEnded', turnId }),
    onPosition: (_turnId, ms, level) => {
      liveSound.level = levelOf(toDbfs(level * 32_768))
      speakingMs.value = ms
    },
  },
  () => openLine('playback'),
)

/** Says replies that have no sound. */
export const systemVoice = new SystemVoice({
  onEnded: turnId => talking.tell({ name: 'replyEnded', turnId }),
  onMissing: turnId => {
    voice.isMissing = true
    notices.value = newNotices([], [...notices.value, { name: 'voice_missing' }])
    talking.tell({ name: 'replyEnded', turnId })
  },
})

/** The talk step of `app/talk.ts`, run with all of these. */
export const talking: Talking = new Talking({
  main: {
    expectQuestion: main.expectQuestion,
    finishRecording: main.finishRecording,
    stopReply: main.stopReply,
    joinTurn: main.joinTurn,
    startRecording: begin => main.startRecording({ ...begin, ...choicesToBegin(begin.conversationId) }),
  },
  recorder,
  silence: () => {
    systemVoice.silence()
    return player.silence()
  },
  options: () => settings.value.talk,
  microphone: () => ({ device: settings.value.microphone, noiseSuppression: settings.value.noiseSuppression }),
  conversationId: () => {
    const id = conversationToAsk()
    const title = conversation.value && shownTitle(conversation.value)
    recordedFor.value = { conversationId: id, title, isPrivate: isPrivate.value }
    return id
  },
  isInConversation: turnId => turns.value.some(({ id }) => id === turnId),
  onState: state => {
    batch(() => {
      const isBeginning = talk.value.capture.name === 'idle' && state.capture.name !== 'idle'
      talk.value = state
      if (isBeginning) begin()
      if (state.capture.name === 'idle' && hint.value === 'escape-again') hint.value = null
      if (phase.value !== 'idle') {
        pauseReplay()
        endMicrophoneTest()
      }
      if (phase.value === 'idle') liveSound.level = 0
    })
  },
  onHint: showHint,
  onFinished: (turnId, turn) => {
    liveSound.peaks.delete(turnId)
    if (turn) takeTurn(turn)
    if (turn?.status === 'trashed') offerUndo({ kind: 'discarded', turnId })
  },
  onMissing: ({ label }) => {
    notices.value = newNotices([], [...notices.value, { name: 'microphone_replaced', label }])
  },
  onFailure: failure => showInDock(toFailure(failure)),
})

function begin(): void {
  readyTurnId.value = null
  speakingMs.value = 0
  dockFailure.value = null
  hint.value = null
  place.value = 'conversation'
  liveSound.level = 0
}

function showHint(said: Hint): void {
  if (said === 'hold-to-talk') {
    const { hintsShown } = settings.value.talk
    if (hintsShown >= MOST_HINTS) return
    void changeSettings({ talk: { hintsShown: hintsShown + 1 } })
  }
  clearTimeout(hintTimer)
  hint.value = said
  hintTimer = setTimeout(() => {
    hint.value = null
  }, HINT_MS)
}
