import type { Interruption } from '../../app/contract/desktop-requests.ts'
import { AppError, type Failure } from '../../app/errors.ts'
import type { TalkCommand } from '../../app/talk/talk-command.ts'
import type { PressSource } from '../../app/talk/talk-state.ts'
import { main } from '../main-process.ts'
import { connection, settings } from '../state/main.ts'
import { heardAfterwards } from '../state/outbox.ts'
import { dockFailure, phase, talk } from '../state/talk.ts'
import { attempt, showInDock } from './attempt.ts'
import { pauseReplay } from './replay.ts'
import { player, recorder, talking } from './talk-parts.ts'

/** Takes commands in place of talking while it is set. */
let hearInstead: ((command: TalkCommand) => void) | null = null

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
  if (command === 'escape') {
    pressEscape(performance.now())
    return
  }
  player.wake()
  talking.tell({ name: 'commanded', turnId: crypto.randomUUID(), command })
}

/** Gives commands from outside the window to `hear` instead of talking, until the returned function is called. */
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

/** The Stop button of a reply that is arriving. This window may not await it: it may have been asked before a reload, or by another window. */
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

/** The release of the key that is held in the window will not be seen. */
export function loseKey(at: number): void {
  const { capture } = talk.value
  const isHeld = (capture.name === 'arming' || capture.name === 'recording') && capture.source === 'key'
  if (isHeld) talking.tell({ name: 'focusLost', reason: 'key-lost' }, at)
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

/** How many gaps there were in replies, because sound came too late, since this window was opened. */
export function gapsInReplies(): number {
  return player.gaps
}

/** Main says that it can keep no more of a recording. */
export function takeBrokenRecording(turnId: string, failure: Failure): void {
  talking.breakRecording(turnId, new AppError(failure))
}

/** Applies the chosen speaker, volume and the time the microphone stays open. */
export function applySoundSettings(): void {
  const { speaker, volume, talk } = settings.value
  player.setVolume(volume)
  player.setSpeaker(speaker)
  recorder.warmFor(talk.warmMs)
}

/** Loads what recording needs, so that the first press need not wait for it. */
export async function prepareToTalk(): Promise<void> {
  await attempt(() => recorder.prepare())
}
