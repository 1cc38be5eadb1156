import type { KeyObstacle } from '../desktop/global-key.ts'
import { catalogue } from './catalogue.ts'
import { formatMilliseconds } from './format.ts'

/** What the settings say about talking and hearing, which the window does not begin with. */
export const talkingWords = catalogue('talkingWords', {
  mode: 'Talk button and key',
  modes: { hold: 'Hold', toggle: 'Toggle', hybrid: 'Hybrid' },
  modeHints: {
    hold: 'Recorded while held. A double tap locks it.',
    toggle: 'One press starts, the next sends.',
    hybrid: 'A short tap latches, a longer hold sends on release.',
  },
  globalKey: 'Key in every program',
  globalKeyHint: 'Such as Control+Alt+Space. Left empty, there is none.',
  globalKeyPress: 'Press it instead …',
  globalKeyAwaited: 'Press the key now',
  hooksGlobalKey: 'Hold that key instead of pressing it twice',
  hooksGlobalKeyHint:
    'A part of Parley that runs by itself (libuiohook, LGPL 3) then sees every key and passes on when this one goes down and up, nothing else. Other programs get the key too. Letters count by their place on a US keyboard.',
  takesEscape: 'Esc counts in every program too',
  takesEscapeHint:
    'While you record or hear a reply in another program, Esc goes to Parley alone: it takes the recording back, or silences the reply.',
  globalKeyFaults: {
    unknown: 'That is no key Parley knows. Write modifiers and a key, such as Control+Alt+Space.',
    typing: 'That key is needed for typing. Add Control, Alt or Super, or take F13 to F24.',
    everyday: 'Too many programs use that key themselves. Add another modifier.',
  },
  globalKeyHold: (trigger: string) =>
    trigger === '' ? 'Hold it to talk.' : `Hold it to talk. The system calls it: ${trigger}`,
  globalKeyObstacles: {
    'needs-desktop-app': 'A key that works in every program needs the desktop app.',
    'not-chosen': 'No key is chosen.',
    'not-a-key': 'The key in the settings file cannot be used. Enter another.',
    taken: 'Another program has that key. Choose another.',
    'releases-unseen': 'Press it to begin, press it again to send: this system does not tell when it is let go.',
    'no-session-bus':
      'The desktop cannot be reached over D-Bus. Bind a key to `parley --toggle` in its keyboard settings instead.',
    'portal-missing':
      'This desktop gives programs no keys of the whole system. Bind a key to `parley --toggle` in its keyboard settings instead.',
    'portal-refused':
      'The desktop was told not to give Parley this key. Choose another, or start Parley again to be asked again.',
    'portal-failed':
      'The desktop could not bind the key. Choose another, or bind a key to `parley --toggle` in its keyboard settings.',
    'hook-missing':
      'Press it to begin, press it again to send: what sees keys being held is not made for this kind of computer.',
    'hook-not-allowed':
      'Press it to begin, press it again to send, until macOS lets Parley see it being held: System Settings, Privacy & Security, Accessibility.',
    'hook-failed':
      'Press it to begin, press it again to send: what sees keys being held has stopped. Switch it off and on to try again.',
  } satisfies Record<KeyObstacle, string>,
  tail: 'Record on after release',
  tailHint: 'Keeps the last syllable',
  longest: 'Longest recording',
  sentEarly: 'Send while you speak',
  sentEarlyHint: 'A longer recording is sent when it is whole.',
  sentEarlyOff: 'Off',
  sentEarlyUpTo: (duration: string) => `Up to ${duration}`,
  milliseconds: (n: number) => formatMilliseconds(n),
  warm: 'Keep the microphone open after a turn',
  warmOff: 'Off',
  asSound: 'Earlier questions sent again as sound',

  noiseSuppression: 'Noise suppression',
  noiseSuppressionHint: 'Off records exactly what the microphone hears.',
  autoplay: 'Play replies as they arrive',
  speakTyped: 'Speak replies to typed messages',
  speakText: 'Say replies in words alone with the system’s voice',
})
