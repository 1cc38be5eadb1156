import { batch } from '@preact/signals'
import type { Interruption } from '../../app/contract/desktop-requests.ts'
import { isUndecoded, type Turn } from '../../app/conversation.ts'
import { AppError, type Failure, toFailure } from '../../app/errors.ts'
import { toDbfs } from '../../app/pcm.ts'
import type { TalkCommand } from '../../app/talk/talk-command.ts'
import type { Hint, PressSource } from '../../app/talk/talk-state.ts'
import { shownTitle } from '../../app/words/shown-title.ts'
import { words } from '../../app/words/words.ts'
import { levelOf, liveSound, noteSound } from '../live-sound.ts'
import { main, openLine } from '../main-process.ts'
import { Player } from '../player.ts'
import { Recorder } from '../recorder.ts'
import { SystemVoice } from '../speaker/system-voice.ts'
import {
  connection,
  conversation,
  dockFailure,
  drafts,
  heardAfterwards,
  hint,
  isMicrophoneOpen,
  isPrivate,
  microphoneLabel,
  notices,
  outbox,
  phase,
  place,
  readyTurnId,
  recordedFor,
  recordingSince,
  replay,
  settings,
  speakingMs,
  talk,
  turns,
} from '../state.ts'
import { Talking } from '../talking.ts'
import { attempt, showInDock } from './attempt.ts'
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
/** Turns whose reply has sound and is heard. */
const sounding = new Set<string>()
/** Whether the system turned out to have no voice: then it is not tried again by itself. */
let isVoiceMissing = false
let hintTimer: ReturnType<typeof setTimeout> | undefined

/** What hears of commands in place of talking, if so. */
let hearInstead: ((command: TalkCommand) => void) | null = null

const recorder = new Recorder(
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

const player = new Player(
  {
    onSounded: turnId => {
      talking.tell({ name: 'replySounded', turnId })
      // Nobody misses it where it cannot be kept.
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

const systemVoice = new SystemVoice({
  onEnded: turnId => talking.tell({ name: 'replyEnded', turnId }),
  onMissing: turnId => {
    isVoiceMissing = true
    notices.value = [...new Set([...notices.value, words.speaker.noVoice])]
    talking.tell({ name: 'replyEnded', turnId })
  },
})

const talking: Talking = new Talking({
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
    notices.value = [...notices.value, words.microphone.replaced(label)]
  },
  onFailure: failure => showInDock(toFailure(failure)),
})

/** The talk key, pointer or button went down; `at` is the event's own time, also if a busy page notices it late. */
export function press(source: PressSource, at: number, isRepeat = false): void {
  if (connection.value === 'lost') return
  if (!isRepeat) player.wake()
  talking.tell({ name: 'pressed', turnId: crypto.randomUUID(), source, isRepeat, isModifierOnly: false }, at)
}

/** The talk key or pointer went up. */
export function release(source: PressSource, at: number): void {
  talking.tell({ name: 'released', source }, at)
}

/** A key outside the window moved, or another program commanded. */
export function takeCommand(command: TalkCommand): void {
  if (hearInstead) {
    hearInstead(command)
    return
  }
  player.wake()
  talking.tell({ name: 'commanded', turnId: crypto.randomUUID(), command })
}

/** Keeps what comes from outside the window from talking: `hear` is told of it until the returned function is called. */
export function divertCommands(hear: (command: TalkCommand) => void): () => void {
  hearInstead = hear
  return () => {
    hearInstead = null
  }
}

/** Escape was pressed: discards what is recorded, or stops what is sent or heard. Returns whether there was something. */
export function pressEscape(at: number): boolean {
  if (phase.value === 'idle') return false
  heardAfterwards.value = []
  talking.tell({ name: 'escaped' }, at)
  return true
}

/** The Stop button was pressed, which is there while something is sent or heard. */
export function stopReply(): void {
  pressEscape(performance.now())
}

/** The Stop button of a reply that is arriving, also of one this window does not await: asked before a reload, or by another. */
export function stopArriving(turnId: string): void {
  const { awaited } = talk.value
  if (awaited.name !== 'none' && awaited.turnId === turnId) stopReply()
  else void attempt(() => main.stopReply({ turnId, heardMs: null }))
}

/** The pointer slid far enough off the talk button to lock or cancel. */
export function slide(direction: 'up' | 'left', at: number): void {
  talking.tell({ name: 'slid', direction }, at)
}

/** The window will not see the key go up, or goes away itself, or the system sleeps or has another user. */
export function loseFocus(reason: 'focus-lost' | 'window-closed' | Interruption['reason'], at: number): void {
  talking.tell({ name: 'focusLost', reason }, at)
}

/** Sends something and awaits its reply; a failure is shown and nothing more is awaited. Returns whether it was sent. */
export function expectReply(turnId: string, send: () => Promise<void>): Promise<boolean> {
  dockFailure.value = null
  pauseReplay()
  player.wake()
  talking.tell({ name: 'asked', turnId })
  return attempt(send, (failure: Failure) => {
    showInDock(failure)
    talking.tell({ name: 'replyEnded', turnId })
  })
}

/**
 * The reply to a question that has waited begins: it is heard, unless something is recorded, awaited or heard already. Returns
 * whether it is.
 */
export function hearReply(turnId: string): boolean {
  if (phase.value !== 'idle' || replay.value.name === 'playing') return false
  talking.tell({ name: 'asked', turnId })
  return true
}

/** A question was put away or deleted: its reply is neither awaited nor heard any more. */
export function dropReply(turnId: string): void {
  const { awaited } = talk.value
  if (awaited.name === 'none' || awaited.turnId !== turnId) return
  systemVoice.silence()
  player.silence()
  talking.tell({ name: 'replyEnded', turnId })
}

/** In how many places replies have run dry since this window was opened. */
export function gapsInReplies(): number {
  return player.gaps
}

/** Main keeps no more of a recording. */
export function takeBrokenRecording(turnId: string, failure: Failure): void {
  talking.breakRecording(turnId, new AppError(failure))
}

/** The turn whose reply is awaited, as main last told of it. */
let newest: Turn | null = null

/** A reply is awaited, or begins: the player is told ahead of its sound, which then goes to the speaker past a busy page. */
export function awaitReplySound(turn: Turn): void {
  const { id, status } = turn
  if (isHeard(id)) newest = turn
  if ((status === 'sending' || status === 'replying') && isHeard(id)) player.hear(id)
}

/** Draws what has come of a reply, and has it played when it is awaited and replies shall be heard. */
export function takeReplySound(turnId: string, loudest: readonly number[]): void {
  noteSound(turnId, loudest)
  if (!isHeard(turnId)) return
  sounding.add(turnId)
  player.hear(turnId)
}

/** No more of this reply will come: what the player has sounds to its end. */
export function endReply(turnId: string): void {
  liveSound.peaks.delete(turnId)
  if (sounding.delete(turnId) && player.isHearing(turnId)) return
  if (player.isHearing(turnId)) player.silence()
  else player.ignore(turnId)
  const text = isHeard(turnId) && settings.value.speakTextReplies && !isVoiceMissing ? textReplyOf(turnId) : ''
  if (text === '') talking.tell({ name: 'replyEnded', turnId })
  else say(turnId, text)
}

/** Main is gone: of what is awaited no more comes than has come. */
export function endAwaited(): void {
  const { awaited } = talk.peek()
  if (awaited.name !== 'none') endReply(awaited.turnId)
}

/** Says the words of a reply with the system's voice, unless something is recorded or awaited. */
export function sayReply(turnId: string, text: string): void {
  if (phase.value !== 'idle' && phase.value !== 'speaking') return
  isVoiceMissing = false
  batch(() => {
    talking.tell({ name: 'asked', turnId })
    say(turnId, text)
  })
}

/** Applies the chosen speaker, volume and the time the microphone stays open. */
export function applySoundSettings(): void {
  const { speaker, volume, talk } = settings.value
  player.setVolume(volume)
  player.setSpeaker(speaker)
  recorder.warmFor(talk.warmMs)
}

/** Loads what recording needs, so that the first press finds it there. */
export async function prepareToTalk(): Promise<void> {
  await attempt(() => recorder.prepare())
}

function begin(): void {
  readyTurnId.value = null
  speakingMs.value = 0
  dockFailure.value = null
  hint.value = null
  place.value = 'conversation'
  liveSound.level = 0
}

/** From now on it counts as heard, so that whatever silences a reply silences the system's voice. */
function say(turnId: string, text: string): void {
  speakingMs.value = 0
  talking.tell({ name: 'replySounded', turnId })
  if (talk.value.awaited.name === 'speaking') systemVoice.say(turnId, text)
}

/** What a reply says that has come to its end without any sound, or with one that nobody has decoded. */
function textReplyOf(turnId: string): string {
  // Another conversation may be open by now.
  const turn = newest?.id === turnId ? newest : null
  if (turn?.status !== 'answered' || !turn.reply) return ''
  const { sound, words } = turn.reply
  return sound === null || isUndecoded(sound) ? words.trim() : ''
}

function isHeard(turnId: string): boolean {
  const { awaited } = talk.value
  if (awaited.name === 'none' || awaited.turnId !== turnId) return false
  const turn: Turn | undefined = [...turns.value, ...drafts.value, ...outbox.value].find(({ id }) => id === turnId)
  const isTyped = turn?.microphone === ''
  return settings.value.autoplayReplies && (!isTyped || settings.value.speakTypedReplies)
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
