import { effect } from '@preact/signals'
import { lastWords, type Presence, presenceStateOf } from '../../app/desktop/presence.ts'
import { words } from '../../app/words/words.ts'
import { wordsSoFar } from '../arriving-words.ts'
import { liveSound } from '../live-sound.ts'
import { main } from '../main-process.ts'
import { arrivingWords, isPrivate, turns } from '../state/conversation.ts'
import { settings } from '../state/main.ts'
import { waiting } from '../state/outbox.ts'
import { devices, dockFailure, hint, phase } from '../state/talk.ts'
import { attempt } from './attempt.ts'
import { losesPrivate } from './leaving.ts'

/** Words of a reply come faster than anybody reads: they are told together. */
const WORDS_EVERY_MS = 200
const LEVEL_EVERY_MS = 100

let told = ''
let timer: ReturnType<typeof setTimeout> | undefined
let levels: ReturnType<typeof setInterval> | undefined

/** Tells the desktop what this window is doing, so that its tray and mini window can show it. */
export function followPresence(): void {
  effect(() => {
    const presence = presenceNow()
    clearTimeout(timer)
    const { words: _, ...rest } = presence
    const isNew = JSON.stringify(rest) !== told
    told = JSON.stringify(rest)
    if (isNew) tell(presence)
    else timer = setTimeout(() => tell(presence), WORDS_EVERY_MS)
    followLevel(presence)
  })
}

function presenceNow(): Presence {
  const last = turns.value.at(-1)
  const isFailed = dockFailure.value !== null || last?.status === 'failed'
  // What is private is on no other screen than its own.
  const arriving =
    last && !isPrivate.value ? wordsSoFar(last.reply?.words ?? '', arrivingWords.value.get(last.id) ?? '') : ''
  return {
    state: presenceStateOf(phase.value, isFailed, waiting.value.length > 0),
    words: wordsBeside(lastWords(arriving)),
    microphones: devices.value.microphones,
    losesPrivate: losesPrivate.value,
  }
}

/** Escape in another program says beside the button there what it said, as nobody looks at the window. */
function wordsBeside(arriving: string): string {
  if (hint.value === 'escape-again') return words.talk.hints['escape-again']
  return phase.value === 'idle' || phase.value === 'speaking' ? arriving : ''
}

function tell(presence: Presence): void {
  void attempt(() => main.reportPresence(presence))
}

function followLevel({ state }: Presence): void {
  clearInterval(levels)
  const isMoving = state === 'listening' || state === 'speaking'
  if (!isMoving || settings.value.desktop.mini === 'never') return
  // Nobody misses one that does not arrive.
  const tellLevel = () => main.reportLevel({ level: liveSound.level }).catch(() => undefined)
  levels = setInterval(tellLevel, LEVEL_EVERY_MS)
}
